package dev.courant.hub;

import dev.courant.access.Headcount;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Visitor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The open connections, and how many there may be. Any thread may call it. */
final class Roster {
  private static final int QUIET_SHARE = 64;

  /** What a connection counts for. */
  record Place(String subject, String address) {}

  /** With what others have counted it for. */
  private record Entry(Connection connection, Place place, Interest counted) {}

  private final ConnectionLimits limits;
  private final Map<String, Entry> byId = new ConcurrentHashMap<>();
  private final Map<Departure, LongAdder> departures = new EnumMap<>(Departure.class);
  private final ReentrantLock lock = new ReentrantLock();

  /** How many connections a subject has here, and on other nodes. */
  private final Headcount<String> nodes;

  // Guarded by lock. What counts nothing has no entry, so the maps hold only what is open.
  private final Map<String, Integer> perSubject = new HashMap<>();
  private final Map<String, Integer> perAddress = new HashMap<>();
  private int total;

  Roster(ConnectionLimits limits) {
    this.limits = limits;
    this.nodes = new Headcount<>(this::worthTelling, (subject, before, now, isNews) -> {});
    for (Departure reason : Departure.values()) {
      departures.put(reason, new LongAdder());
    }
  }

  /**
   * Takes a place for a connection that is not there yet.
   *
   * @throws RefusedException ({@link Refusal#TOO_MANY_CONNECTIONS}) when there is none
   */
  Place take(Visitor visitor) {
    Place place = new Place(visitor.caller().identity(), visitor.client().address());
    lock.lock();
    try {
      require(total < limits.total(), "There are as many connections as there may be");
      require(
          place.subject().isEmpty()
              || perSubject.getOrDefault(place.subject(), 0) + nodes.elsewhere(place.subject())
                  < limits.perSubject(),
          "The subject of this token has as many connections as it may have");
      require(
          perAddress.getOrDefault(place.address(), 0) < limits.perAddress(),
          "There are as many connections from this address as there may be");
      count(place, 1);
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back that no connection was made for. */
  void giveBack(Place place) {
    lock.lock();
    try {
      count(place, -1);
    } finally {
      lock.unlock();
    }
  }

  /** Puts a connection on its place, which others have counted for what it asks for. */
  void add(Connection connection, Place place) {
    byId.put(connection.id(), new Entry(connection, place, connection.interest()));
  }

  /**
   * Has a connection counted for what it asks for by now, unless it was taken off meanwhile.
   *
   * @param step counts it: gets what it was counted for, and what it is to be counted for
   */
  void recount(Connection connection, BiConsumer<Interest, Interest> step) {
    byId.computeIfPresent(
        connection.id(),
        (id, entry) -> {
          Interest now = entry.connection().interest();
          step.accept(entry.counted(), now);
          return new Entry(entry.connection(), entry.place(), now);
        });
  }

  /**
   * Takes a connection off that has ended, and gives its place back.
   *
   * @return what others have counted it for
   */
  Optional<Interest> remove(Connection connection, Departure why) {
    Objects.requireNonNull(departures.get(why)).increment();
    Optional<Entry> entry = Optional.ofNullable(byId.remove(connection.id()));
    entry.ifPresent(left -> giveBack(left.place()));
    return entry.map(Entry::counted);
  }

  /** How many each subject has, for other nodes and by them. */
  Headcount<String> nodes() {
    return nodes;
  }

  /** Does something with each that is open. */
  void forEach(Consumer<Connection> step) {
    byId.values().forEach(entry -> step.accept(entry.connection()));
  }

  Optional<Connection> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Entry::connection);
  }

  /** Ends those that {@code which} picks out, and tells how many those were. */
  int end(Predicate<Connection> which, Departure why) {
    return (int) all().stream().filter(which).filter(connection -> connection.depart(why)).count();
  }

  /** How many there are of which that is so. */
  long count(Predicate<Connection> which) {
    return byId.values().stream().filter(entry -> which.test(entry.connection())).count();
  }

  /** The threads that end the streams of those who are here. */
  Set<Executor> lanes() {
    return byId.values().stream().map(e -> e.connection().lane()).collect(Collectors.toSet());
  }

  int size() {
    return byId.size();
  }

  /** Those who are here, in no order. */
  List<Connection> all() {
    return byId.values().stream().map(Entry::connection).toList();
  }

  /** How many have ended since the start, by reason. */
  Map<Departure, Long> departures() {
    Map<Departure, Long> soFar = new EnumMap<>(Departure.class);
    departures.forEach((reason, count) -> soFar.put(reason, count.sum()));
    return soFar;
  }

  /**
   * Most subjects are far from what they may have: of those other nodes hear nothing. So up to
   * {@value #QUIET_SHARE} nodes take each other's word for less than the limit, and it may be
   * exceeded by as much.
   */
  private long worthTelling(long connections) {
    boolean limited = limits.perSubject() != ConnectionLimits.UNLIMITED;
    return limited && connections > limits.perSubject() / QUIET_SHARE ? connections : 0;
  }

  private void count(Place place, int change) {
    total += change;
    count(perSubject, place.subject(), change);
    if (!place.subject().isEmpty()) {
      nodes.add(place.subject(), change);
    }
    count(perAddress, place.address(), change);
  }

  private static void count(Map<String, Integer> counts, String key, int change) {
    int now = counts.getOrDefault(key, 0) + change;
    if (now == 0) {
      counts.remove(key);
    } else {
      counts.put(key, now);
    }
  }

  private static void require(boolean hasRoom, String detail) {
    if (!hasRoom) {
      throw new RefusedException(
          Refusal.TOO_MANY_CONNECTIONS, detail + ": try again when one has ended");
    }
  }
}
