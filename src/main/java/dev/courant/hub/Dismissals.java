package dev.courant.hub;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Visitor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Ends connections on behalf of an operator, and keeps their clients away for a while: such a
 * client is answered that there is nothing for it, at which it does not come back by itself (204;
 * WHATWG HTML, section 9.2.3). It is no matter of rights, which a revocation takes away. All nodes
 * keep the same ones away; a hub that is alone forgets them with a restart. Any thread may call it
 * that can wait for a pump, and a few seconds for the other nodes.
 */
public final class Dismissals {
  /** How many may be kept away at a time. */
  public static final int MAX_BANS = 1_000;

  /** The longest time that somebody may be kept away. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private final Roster roster;
  private final Endings endings;
  private final Neighbours neighbours;
  private final LongSupplier clockMillis;
  private final Bans bans;

  Dismissals(Roster roster, Endings endings, Neighbours neighbours, LongSupplier clockMillis) {
    this.roster = roster;
    this.endings = endings;
    this.neighbours = neighbours;
    this.clockMillis = clockMillis;
    this.bans = new Bans(neighbours::dismissals, clockMillis);
  }

  /**
   * The connection of that id, whichever node has it.
   *
   * @throws RefusedException ({@link Refusal#STORE_UNAVAILABLE}) when it is not here, and the
   *     others cannot be asked now
   */
  public Optional<Ban.OneConnection> find(String connectionId) {
    Optional<Ban.OneConnection> here = findHere(connectionId);
    return here.isPresent() ? here : neighbours.dismissals().find(connectionId);
  }

  /** The same on this node only. */
  public Optional<Ban.OneConnection> findHere(String connectionId) {
    return roster.find(connectionId).map(Ban.OneConnection::of);
  }

  /**
   * Ends those connections that are meant, on all nodes. Where the others cannot be reached it does
   * so here, as a revocation does: what is kept is told to them later, their connections stay.
   *
   * @param away for how long their clients are to stay away; zero: they may come back
   * @throws RefusedException ({@link Refusal#TOO_LARGE}) when too many are kept away already:
   *     nothing has ended then
   */
  public Dismissed dismiss(Ban.Who who, Duration away) {
    // First, and on all nodes: who comes back at once is not let in.
    Reach told = away.isZero() ? Reach.ALONE : keepAway(who, away);
    int here = endHere(who);
    if (here > 0 && who instanceof Ban.OneConnection) {
      return new Dismissed(here, told);
    }
    Dismissed others = neighbours.dismissals().end(who);
    return new Dismissed(here + others.ended(), told.and(others.reach()));
  }

  /** Ends those on this node; tells how many have ended by this. */
  public int endHere(Ban.Who who) {
    return endings.end(who::isMet, Departure.DISMISSED);
  }

  /** Who is to stay away now. */
  public List<Ban> bans() {
    return bans.all();
  }

  /** Lets somebody come back, to any node; absent when there is no such ban. */
  public Optional<Ban> lift(String id) {
    Optional<Ban> lifted = bans.lift(id);
    lifted.ifPresent(ban -> neighbours.dismissals().follow());
    return lifted;
  }

  /** Whether the other nodes are to be told of a ban, or of its end, by {@link #refresh}. */
  public boolean isUnsaved() {
    return bans.isUnsaved();
  }

  /**
   * Takes up whom other nodes keep away, and tells them what they could not be told so far.
   *
   * @throws IOException when that cannot be had now; then everything is as it was
   */
  public void refresh() throws IOException {
    bans.refresh();
  }

  /**
   * Refuses a visitor who is to stay away.
   *
   * @throws RefusedException ({@link Refusal#DISMISSED})
   */
  void requireWelcome(Visitor visitor, Set<Matcher> matchers) {
    if (bans.concern(visitor, matchers)) {
      throw new RefusedException(Refusal.DISMISSED, "An operator has ended this stream");
    }
  }

  private Reach keepAway(Ban.Who who, Duration away) {
    long until = clockMillis.getAsLong() + away.toMillis();
    boolean isShared = bans.add(new Ban(UUID.randomUUID().toString(), who, until));
    return isShared ? neighbours.dismissals().follow() : Reach.CUT_OFF;
  }
}
