package dev.courant.access;

import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Publication;
import dev.courant.event.Topic;
import java.util.HashSet;
import java.util.Set;

/**
 * What a caller may do. An immutable value: two callers with equal grants may share an audience.
 *
 * @param subscribe topics whose private events may be read; public ones may be read by everyone
 * @param publish topics that may be published on
 * @param admin whether the admin interface may be used
 */
public record Grant(Set<Matcher> subscribe, Set<Matcher> publish, boolean admin) {
  /** What a caller without credentials has. */
  public static final Grant ANONYMOUS = new Grant(Set.of(), Set.of(), false);

  /** Everything: the holder of the admin token, and the code of the application itself. */
  public static final Grant ALL =
      new Grant(Set.of(Matcher.Everything.INSTANCE), Set.of(Matcher.Everything.INSTANCE), true);

  /** A grant; the sets are copied, and what grants every topic needs nothing beside it. */
  public Grant {
    subscribe = simplest(subscribe);
    publish = simplest(publish);
  }

  /** Whether {@code event} may be read: it is public, or one of its topics is granted. */
  public boolean mayRead(Event event) {
    Publication publication = event.publication();
    return !publication.isPrivate()
        || publication.topics().stream().anyMatch(t -> anyMatches(subscribe, t));
  }

  /** Whether {@code publication} may be published: every one of its topics is granted. */
  public boolean mayPublish(Publication publication) {
    return publication.topics().stream().allMatch(t -> anyMatches(publish, t));
  }

  /** Whether private events on {@code topic} may be read. */
  public boolean maySubscribe(Topic topic) {
    return anyMatches(subscribe, topic);
  }

  /** Both of what this grants and what {@code other} does. */
  public Grant and(Grant other) {
    return new Grant(
        union(subscribe, other.subscribe), union(publish, other.publish), admin || other.admin);
  }

  /** What is left of this where only these actions are allowed; administration needs all. */
  public Grant limitedTo(Set<Action> actions) {
    return new Grant(
        actions.contains(Action.SUBSCRIBE) ? subscribe : Set.of(),
        actions.contains(Action.PUBLISH) ? publish : Set.of(),
        admin && actions.size() == Action.values().length);
  }

  /** What of this is about reading: those who may read the same share an audience. */
  public Grant forReading() {
    return limitedTo(Set.of(Action.SUBSCRIBE));
  }

  private static Set<Matcher> simplest(Set<Matcher> matchers) {
    return matchers.contains(Matcher.Everything.INSTANCE)
        ? Set.of(Matcher.Everything.INSTANCE)
        : Set.copyOf(matchers);
  }

  private static Set<Matcher> union(Set<Matcher> some, Set<Matcher> others) {
    Set<Matcher> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static boolean anyMatches(Set<Matcher> matchers, Topic topic) {
    return matchers.stream().anyMatch(m -> m.matches(topic));
  }
}
