package dev.courant.scenarios;

import dev.courant.event.Topic;
import dev.courant.event.TopicDemand;
import dev.courant.event.TopicOffer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Beats at an even pace for as long as any topic that it has heard of is wanted. Each beat is one
 * transaction: what is fired in it is stored together, with one wait for the disk, or not at all.
 * Belongs to the bean that injects it; any thread may use it.
 *
 * <pre>{@code
 * @Inject Metronome metronome;
 *
 * void onStart(@Observes Startup start) {
 *   metronome.offer(List.of("/clock"));
 * }
 *
 * void onDemand(@Observes TopicDemand demand) {
 *   if (metronome.offers(demand.topic())) {
 *     metronome.heed(demand, Duration.ofSeconds(1), this::tick);
 *   }
 * }
 * }</pre>
 *
 * <p>Heed a few topics that are known, and not whatever begins in some way: strangers may invent
 * any number of names, and of a topic that was neither offered nor asked for by its name the hub
 * may never tell that it is not wanted any more.
 */
@Dependent
public class Metronome {
  private static final System.Logger LOG = System.getLogger(Metronome.class.getName());

  @Inject private Event<TopicOffer> offering;
  @Inject private BeatThreads threads;

  /** Absent where the server has none. */
  private @Nullable UserTransaction transaction;

  /** Held by the beat that is going on: one that was stopped may not have ended yet. */
  private final Object stick = new Object();

  private final Set<Topic> offered = new HashSet<>();
  private final Set<Topic> wanted = new HashSet<>();
  private @Nullable Future<?> beating;

  /** So that a log is not filled by what goes wrong again and again. Guarded by the stick. */
  private boolean isFailing;

  @Inject
  void find(Instance<UserTransaction> transactions) {
    transaction = transactions.isResolvable() ? transactions.get() : null;
  }

  /**
   * Offers topics, so that a page which asks by a pattern wakes the beat up too: see {@link
   * TopicOffer}.
   */
  public void offer(List<String> topics) {
    for (String name : topics) {
      Topic topic = new Topic(name);
      synchronized (this) {
        offered.add(topic);
      }
      offering.fire(new TopicOffer(topic));
    }
  }

  /** Whether this topic was offered here. */
  public synchronized boolean offers(Topic topic) {
    return offered.contains(topic);
  }

  /**
   * Starts with the first topic that is wanted, and stops when the last one is not any more.
   *
   * @param demand of a topic that the beat is about
   * @param pace from one beat to the next
   * @param beat what is done: never twice at a time. What it throws rolls its transaction back and
   *     is logged; the next beat comes all the same
   */
  public synchronized void heed(TopicDemand demand, Duration pace, Runnable beat) {
    if (demand.wanted()) {
      wanted.add(demand.topic());
    } else {
      wanted.remove(demand.topic());
    }
    if (wanted.isEmpty()) {
      stop();
    } else if (beating == null) {
      beating =
          threads
              .executor()
              .scheduleAtFixedRate(() -> beatOnce(beat), 0, pace.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Stops; a beat that has begun goes on to its end. */
  @PreDestroy
  public synchronized void stop() {
    if (beating != null) {
      beating.cancel(false);
      beating = null;
    }
  }

  // Thrown out of here, anything would end the schedule; who misses a beat goes on.
  private void beatOnce(Runnable beat) {
    synchronized (stick) {
      try {
        inTransaction(beat);
        isFailing = false;
      } catch (Exception | Error failure) {
        LOG.log(
            isFailing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
            "A beat failed; the next ones are tried all the same",
            failure);
        isFailing = true;
      }
    }
  }

  private void inTransaction(Runnable beat) throws Exception {
    if (transaction == null) {
      beat.run();
      return;
    }
    transaction.begin();
    try {
      beat.run();
    } catch (RuntimeException | Error failure) {
      transaction.rollback();
      throw failure;
    }
    transaction.commit();
  }
}
