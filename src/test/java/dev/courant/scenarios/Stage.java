package dev.courant.scenarios;

import dev.courant.event.Publication;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.event.TopicOffer;
import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.weld.junit5.WeldInitiator;

/**
 * What stands around a business bean in a unit test: listens to what it fires, and asks for topics
 * as the hub does. The threads are real, the transactions are counted.
 */
@ApplicationScoped
public class Stage {
  /** One: what is asked of it next is done when the beat that is going on has ended. */
  private static final ScheduledThreadPoolExecutor THREAD =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "beats");
            thread.setDaemon(true);
            return thread;
          });

  static {
    THREAD.setRemoveOnCancelPolicy(true);
  }

  private final List<Object> pushed = new CopyOnWriteArrayList<>();
  private final List<Publication> published = new CopyOnWriteArrayList<>();
  private final List<Topic> offered = new CopyOnWriteArrayList<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger rollbacks = new AtomicInteger();

  @Inject private Event<TopicDemand> demand;

  /** A CDI container with these beans, the stage and a metronome. */
  public static WeldInitiator around(Class<?>... beans) {
    Class<?>[] all =
        Stream.concat(Stream.of(Stage.class, Metronome.class), Stream.of(beans))
            .toArray(Class<?>[]::new);
    return WeldInitiator.of(all);
  }

  /** Tells that somebody listens to the topic, or that nobody does any more. */
  public void want(String topic, boolean wanted) {
    demand.fire(new TopicDemand(new Topic(topic), wanted));
  }

  /** The payloads of that type that were pushed so far, in order. */
  public <T> List<T> pushed(Class<T> type) {
    return pushed.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What was published so far by a {@link Publication}, in order. */
  public List<Publication> published() {
    return List.copyOf(published);
  }

  /** The topics that were offered so far. */
  public List<Topic> offered() {
    return List.copyOf(offered);
  }

  /** Waits for the beat that is going on, and tells whether no other will follow. */
  public boolean isAtRest() {
    // Asked by another thread, a beat that has just begun would be in no queue either.
    return CompletableFuture.supplyAsync(() -> THREAD.getQueue().isEmpty(), THREAD).join();
  }

  /** How many transactions were committed. */
  public int commits() {
    return commits.get();
  }

  /** How many transactions were rolled back. */
  public int rollbacks() {
    return rollbacks.get();
  }

  void onPushed(@Observes @Pushed("") Object payload) {
    pushed.add(payload);
  }

  void onPublished(@Observes Publication publication) {
    published.add(publication);
  }

  void onOffered(@Observes TopicOffer offer) {
    offered.add(offer.topic());
  }

  @Produces
  @ApplicationScoped
  BeatThreads threads() {
    return new BeatThreads(THREAD);
  }

  @Produces
  UserTransaction transaction() {
    return (UserTransaction)
        Proxy.newProxyInstance(
            Stage.class.getClassLoader(),
            new Class<?>[] {UserTransaction.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "commit" -> commits.incrementAndGet();
                case "rollback" -> rollbacks.incrementAndGet();
                default -> {}
              }
              return null;
            });
  }
}
