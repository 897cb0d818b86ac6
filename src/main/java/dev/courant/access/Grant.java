package dev.courant.access;

import dev.courant.event.Event;
import dev.courant.event.HubTopics;
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
 * @param administration how far the hub may be looked after; who may look at all may also read what
 *     the hub says about itself
 */
public record Grant(Set<Matcher> subscribe, Set<Matcher> publish, Administration administration) {
  private static final Matcher SAMPLES = new Matcher.Exact(HubTopics.SAMPLE);

  /** What a caller without credentials has. */
  public static final Grant ANONYMOUS = new Grant(Set.of(), Set.of(), Administration.NONE);

  /** Everything: the holder of the admin token, and the code of the application itself. */
  public static final Grant ALL =
      new Grant(
          Set.of(Matcher.Everything.INSTANCE),
          Set.of(Matcher.Everything.INSTANCE),
          Administration.ALL);

  /** A grant; the sets are copied, and what grants every topic needs nothing beside it. */
  public Grant {
    boolean looks = administration != Administration.NONE;
    subscribe = simplest(looks ? union(subscribe, Set.of(SAMPLES)) : subscribe);
    publish = simplest(publish);
  }

  /** Whether everything in the admin interface may be done. */
  public boolean admin() {
    return administration == Administration.ALL;
  }

  /** Whether the admin interface may be looked at. */
  public boolean observes() {
    return administration != Administration.NONE;
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
        union(subscribe, other.subscribe),
        union(publish, other.publish),
        administration.or(other.administration));
  }

  /** What is left of this where only these actions are allowed; administration needs all. */
  public Grant limitedTo(Set<Action> actions) {
    return new Grant(
        actions.contains(Action.SUBSCRIBE) ? subscribe : Set.of(),
        actions.contains(Action.PUBLISH) ? publish : Set.of(),
        actions.size() == Action.values().length ? administration : Administration.NONE);
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
