package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Matcher;
import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.wire.Subscription;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The other nodes of this hub, where there are any: asked for connections that this one does not
 * have, and for what theirs ask for. Any thread may call it; it may wait for them, a few seconds at
 * most.
 */
public interface Neighbours {
  /** There are none. */
  Neighbours NONE =
      new Neighbours() {
        @Override
        public boolean isNobody() {
          return true;
        }

        @Override
        public boolean renew(String connectionId, Caller caller) {
          return false;
        }

        @Override
        public boolean change(
            String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed) {
          return false;
        }

        @Override
        public List<Subscription> subscriptions(SubscriptionQuery query, int max) {
          return List.of();
        }

        @Override
        public SharedDismissals dismissals() {
          return SharedDismissals.NONE;
        }

        @Override
        public Answers ask(String kind, String question, Predicate<String> isEnough) {
          return Answers.ALONE;
        }
      };

  /** Whether there can be none, since this hub shares its history with nobody. */
  boolean isNobody();

  /**
   * Has the node do that which has the connection; see {@link Standings#renew}.
   *
   * @return whether one of them has it, and it is the caller's
   * @throws dev.courant.event.RefusedException when that node refuses
   */
  boolean renew(String connectionId, Caller caller);

  /** The same for {@link Standings#change(String, Caller, Set, Set)}. */
  boolean change(String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed);

  /**
   * The subscriptions of connections that others have, as far as they answer in time.
   *
   * @param max at most so many of each node
   */
  List<Subscription> subscriptions(SubscriptionQuery query, int max);

  /** What dismissals want from the others. */
  SharedDismissals dismissals();

  /**
   * Asks all others something that is no matter of the hub.
   *
   * @param kind names who answers there
   * @param isEnough an answer after which no other is waited for
   */
  Answers ask(String kind, String question, Predicate<String> isEnough);
}
