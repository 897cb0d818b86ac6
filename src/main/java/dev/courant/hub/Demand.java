package dev.courant.hub;

import dev.courant.access.Headcount;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.matching.PatternIndex;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * Finds out which topics have listeners, and tells when the first has come and the last has gone.
 * The telling is done on a thread of its own, since the application's code runs there: it may take
 * its time, and then hears only how things stand by then. That thread compares patterns with topics
 * as well: neither a connection that comes nor the log waits for it.
 */
final class Demand implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Demand.class.getName());

  private final Consumer<TopicDemand> listener;
  private final Thread teller;
  private final ListenerBook book = new ListenerBook();

  /** What is listened to here, and on other nodes: whether it is matters, and not by how many. */
  private final Headcount<Matcher> nodes = new Headcount<>(n -> Math.min(n, 1), this::elsewhere);

  /** The patterns that are listened to; touched by the teller only. */
  private final PatternIndex<Matcher.ByPattern> patterns = new PatternIndex<>();

  Demand(Consumer<TopicDemand> listener, ThreadFactory threads) {
    this.listener = listener;
    this.teller = threads.newThread(this::tell);
  }

  void start() {
    teller.start();
  }

  /** Counts a connection in. */
  void add(Interest interest) {
    count(interest, 1);
  }

  /** Counts a connection out. */
  void remove(Interest interest) {
    count(interest, -1);
  }

  /** What is listened to, for other nodes and by them. */
  Headcount<Matcher> nodes() {
    return nodes;
  }

  /**
   * Makes a topic known for good.
   *
   * @throws dev.courant.event.RefusedException when too many are offered
   */
  void offer(Topic topic) {
    book.offer(topic);
  }

  /** Makes the topics of events known for a while; called by the log. Does not block. */
  void meet(List<Event> events) {
    book.meet(events);
  }

  @Override
  public void close() {
    book.close();
  }

  private void count(Interest interest, int change) {
    book.count(interest.matchers(), change);
    interest.matchers().forEach(matcher -> nodes.add(matcher, change));
  }

  /** All other nodes together count as one connection. */
  private void elsewhere(Matcher matcher, long before, long now, boolean isNews) {
    if (before == 0 || now == 0) {
      book.count(Set.of(matcher), before == 0 ? 1 : -1);
    }
  }

  private void tell() {
    try {
      while (book.await()) {
        Optional<ListenerBook.PatternChange> change = book.takePattern();
        if (change.isPresent()) {
          takeUp(change.get());
        } else {
          book.takeTopic().flatMap(this::look).ifPresent(this::tell);
        }
      }
    } catch (InterruptedException stopping) {
      // The container stops its threads: nobody is left to be told anything.
      Thread.currentThread().interrupt();
    }
  }

  private void takeUp(ListenerBook.PatternChange change) {
    Matcher.ByPattern pattern = change.pattern();
    if (change.listenedTo()) {
      patterns.add(pattern, pattern);
    } else {
      patterns.remove(pattern, pattern);
    }
    // Most patterns begin otherwise than most topics: a thousand that come at once cost little.
    book.lookAt(
        change.known().stream().filter(pattern::mayMatch).filter(pattern::matches).toList());
  }

  private Optional<TopicDemand> look(Topic topic) {
    boolean byPattern = patterns.concernedBy(topic).stream().anyMatch(all -> !all.isEmpty());
    return book.tell(topic, byPattern);
  }

  private void tell(TopicDemand demand) {
    try {
      listener.accept(demand);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "An observer of " + demand + " failed", e);
    }
  }
}
