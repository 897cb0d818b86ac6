package dev.courant.hub;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * Ends connections on behalf of an operator, and keeps their clients away for a while: such a
 * client is answered that there is nothing for it, at which it does not come back by itself (204;
 * WHATWG HTML, section 9.2.3). It is no matter of rights, which a revocation takes away, and is
 * forgotten with a restart. Any thread may call it.
 */
public final class Dismissals {
  /** How many may be kept away at a time. */
  public static final int MAX_BANS = 1_000;

  /** The longest time that somebody may be kept away. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private final Roster roster;
  private final Endings endings;
  private final LongSupplier clockMillis;
  private final List<Ban> bans = new CopyOnWriteArrayList<>();

  Dismissals(Roster roster, Endings endings, LongSupplier clockMillis) {
    this.roster = roster;
    this.endings = endings;
    this.clockMillis = clockMillis;
  }

  /**
   * Ends one connection.
   *
   * @param away for how long its client is to stay away; zero: it may come back
   * @return how many have ended by this
   * @throws RefusedException ({@link Refusal#NOT_FOUND}) when there is no such connection
   */
  public int dismiss(String connectionId, Duration away) {
    Ban.Who who =
        roster
            .find(connectionId)
            .map(Ban.OneConnection::of)
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.NOT_FOUND, "There is no open connection with that id"));
    return dismiss(who, away);
  }

  /**
   * Ends those connections that are meant.
   *
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when too many are kept away already:
   *     nothing has ended then
   */
  public int dismiss(Ban.Who who, Duration away) {
    if (!away.isZero()) {
      // First: who comes back at once is not let in.
      keepAway(who, away);
    }
    return endings.end(who::isMet, Departure.DISMISSED);
  }

  /** Who is to stay away now. */
  public List<Ban> bans() {
    forgetThePast();
    return List.copyOf(bans);
  }

  /** Lets somebody come back; absent when there is no such ban. */
  public Optional<Ban> lift(String id) {
    Optional<Ban> ban = bans().stream().filter(b -> b.id().equals(id)).findFirst();
    return ban.filter(bans::remove);
  }

  /**
   * Refuses a visitor who is to stay away.
   *
   * @throws RefusedException ({@link Refusal#DISMISSED})
   */
  void requireWelcome(Visitor visitor, Set<Matcher> matchers) {
    long now = clockMillis.getAsLong();
    for (Ban ban : bans) {
      if (ban.until() > now && ban.who().isMet(visitor, matchers)) {
        throw new RefusedException(Refusal.DISMISSED, "An operator has ended this stream");
      }
    }
  }

  private synchronized void keepAway(Ban.Who who, Duration away) {
    forgetThePast();
    bans.removeIf(ban -> ban.who().equals(who));
    if (bans.size() >= MAX_BANS) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "%,d are kept away already: let somebody come back first".formatted(MAX_BANS));
    }
    long until = clockMillis.getAsLong() + away.toMillis();
    bans.add(new Ban(UUID.randomUUID().toString(), who, until));
  }

  private void forgetThePast() {
    long now = clockMillis.getAsLong();
    bans.removeIf(ban -> ban.until() <= now);
  }
}
