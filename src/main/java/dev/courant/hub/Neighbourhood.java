package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.event.Matcher;
import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.hub.subscription.Subscriptions;
import dev.courant.wire.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The other nodes, as soon as somebody says who they are. Any thread may call it. */
final class Neighbourhood implements Neighbours {
  private volatile Neighbours known = Neighbours.NONE;

  /** These are the others from now on. */
  void meet(Neighbours others) {
    known = others;
  }

  @Override
  public boolean isNobody() {
    return known.isNobody();
  }

  @Override
  public boolean renew(String connectionId, Caller caller) {
    return known.renew(connectionId, caller);
  }

  @Override
  public boolean change(
      String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed) {
    return known.change(connectionId, caller, added, removed);
  }

  @Override
  public List<Subscription> subscriptions(SubscriptionQuery query, int max) {
    return known.subscriptions(query, max);
  }

  @Override
  public SharedDismissals dismissals() {
    return known.dismissals();
  }

  @Override
  public Answers ask(String kind, String question, Predicate<String> isEnough) {
    return known.ask(kind, question, isEnough);
  }

  /** The subscriptions of this node and those of the others, in an order that does not change. */
  List<Subscription> together(Subscriptions ours, SubscriptionQuery query, int max) {
    return Stream.concat(
            ours.list(query::asksFor, max).stream(), subscriptions(query, max).stream())
        .sorted(Comparator.comparing(Subscription::subscriber))
        .limit(max)
        .toList();
  }
}
