package dev.courant.log.postgres;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.Epochs;
import dev.courant.log.Epochs.Epoch;
import dev.courant.log.Retention;
import dev.courant.log.sql.Dialect;
import dev.courant.log.sql.Group;
import dev.courant.log.sql.GroupStore;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Stored;
import dev.courant.log.sql.Sweeper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The writing side of the database. Each transaction takes the row of {@code state} first, and
 * looks whether this is still the history that it was: if the server was restarted, restored or
 * replaced by another, the first who notices that something is missing begins a new epoch.
 *
 * <p>Called by the writer only, but for {@link #trouble}. Whether trouble is over is found out by
 * {@link #sweep}, once in a while.
 */
final class SharedStore implements GroupStore {
  private static final System.Logger LOG = System.getLogger(SharedStore.class.getName());

  private static final String LOCK =
      "SELECT " + State.COLUMNS + ", epoch, pg_postmaster_start_time()::text FROM state FOR UPDATE";

  /**
   * Whether something is there that {@link Sweeper} would remove. The least of each is asked for,
   * which is the first in an index: for EXISTS, PostgreSQL reads the whole table where it believes
   * that many rows are due, and its statistics are of times that are over.
   */
  private static final String IS_SWEEP_DUE =
      """
      SELECT (s.events > %d OR s.size_bytes > %d
        OR (SELECT min(expires_ms) FROM event) <= %d
        OR (SELECT time_ms FROM event ORDER BY log_offset LIMIT 1) < %d
        OR (SELECT min(time_ms) FROM publication_key) <= %d
        OR s.head < %d OR s.epoch <> '%s' OR pg_postmaster_start_time()::text <> '%s')
      FROM state s
      """;

  private final Transactions transactions;
  private final Retention retention;
  private final EpochNames names;
  private final LongSupplier toldHead;
  private final Sweeper sweeper;

  /** What was known when the last transaction ended. */
  private Known known;

  /** What the transaction that is under way has found. */
  private Known found;

  private final Trouble trouble = new Trouble();

  /**
   * What this node knows of history.
   *
   * @param serverStart when the server was started that was looked at last; empty before that
   * @param head the newest offset that it has seen stored
   */
  private record Known(String serverStart, Epochs epochs, long head) {
    Known withHead(long newHead) {
      return new Known(serverStart, epochs, newHead);
    }
  }

  /**
   * A store whose tables are there.
   *
   * @param epochs the chain when it was opened
   * @param names names epochs that begin
   * @param toldHead the newest offset that this node has told its follower of
   */
  SharedStore(
      Transactions transactions,
      Retention retention,
      Epochs epochs,
      EpochNames names,
      LongSupplier toldHead) {
    this.transactions = transactions;
    this.retention = retention;
    this.known = new Known("", epochs, 0);
    this.found = known;
    this.names = names;
    this.toldHead = toldHead;
    this.sweeper = new Sweeper(retention, Dialect.POSTGRES);
  }

  @Override
  public List<Stored> append(List<Publication> publications, long nowMillis) {
    try {
      Group group =
          transactions.run(
              connection -> {
                State before = begin(connection);
                return Group.store(
                    publications,
                    connection,
                    before,
                    found.epochs(),
                    retention.keyWindow().toMillis(),
                    nowMillis);
              });
      known = found.withHead(group.after().head());
      trouble.isOver();
      return group.results();
    } catch (SQLException e) {
      if (Reason.isTheData(e)) {
        return oneByOne(publications, nowMillis, e);
      }
      throw trouble.met(e);
    } catch (RuntimeException | Error e) {
      throw trouble.met(e);
    }
  }

  /** One that the database cannot keep is refused, and those that were with it are not. */
  private List<Stored> oneByOne(List<Publication> publications, long nowMillis, SQLException why) {
    if (publications.size() == 1) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The database cannot keep a publication: {0}",
          Reason.of(why));
      RefusedException refused =
          new RefusedException(Refusal.INVALID, "The database cannot keep this publication");
      return List.of(new Stored.Refused(refused));
    }
    return publications.stream().flatMap(p -> append(List.of(p), nowMillis).stream()).toList();
  }

  /** Looks first, without a lock: every node does this each second. */
  @Override
  public boolean sweep(long nowMillis) {
    try {
      boolean isDue = transactions.read(connection -> isSweepDue(connection, nowMillis));
      boolean more = false;
      if (isDue || trouble.sentence().isPresent()) {
        more = transactions.run(connection -> sweep(connection, nowMillis));
        known = found;
      }
      trouble.isOver();
      return more;
    } catch (SQLException | RuntimeException | Error e) {
      trouble.met(e);
      return false;
    }
  }

  /** The database itself has not failed: what could not be told is told with the next step. */
  @Override
  public RefusedException failed(Throwable why) {
    LOG.log(System.Logger.Level.ERROR, "What was stored could not be told: it is told again", why);
    return Trouble.refusal(why);
  }

  @Override
  public Optional<String> trouble() {
    return trouble.sentence();
  }

  private boolean sweep(Connection connection, long nowMillis) throws SQLException {
    State before = begin(connection);
    Sweeper.Step step = sweeper.step(connection, before, nowMillis);
    if (!step.state().equals(before)) {
      step.state().store(connection);
    }
    return step.more();
  }

  private boolean isSweepDue(Connection connection, long nowMillis) throws SQLException {
    String sql =
        IS_SWEEP_DUE.formatted(
            retention.maxEvents(),
            retention.maxBytes(),
            nowMillis,
            nowMillis - retention.maxAge().toMillis(),
            nowMillis - retention.keyWindow().toMillis(),
            knownHead(),
            known.epochs().newest().name(),
            known.serverStart());
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Takes the row of the state: nobody else changes anything before this transaction ends. */
  private State begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCK)) {
      if (!row.next()) {
        throw new SQLException("The table state has no row");
      }
      State state = State.read(row, 1);
      String epoch = row.getString(5);
      String serverStart = row.getString(6);
      boolean isKnown =
          epoch.equals(known.epochs().newest().name()) && serverStart.equals(known.serverStart());
      found =
          isKnown && state.head() >= knownHead()
              ? known
              : new Known(serverStart, look(connection, state), state.head());
      return state;
    }
  }

  /**
   * Looks whether this history is the one that this node knows; if it is not, and nobody has said
   * so yet, a new epoch begins.
   */
  private Epochs look(Connection connection, State state) throws SQLException {
    Epochs now = new Epochs(Chain.load(connection));
    Lineage server = Lineage.ofServer(connection);
    boolean isAnother = !server.equals(Lineage.ofLog(connection));
    boolean isShort =
        state.head() < knownHead() && Chain.wentBackTo(known.epochs(), now, knownHead()).isEmpty();
    if (!isAnother && !isShort) {
      return now;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "The database was restored, or another took its place: a new epoch begins behind {0}",
        Long.toString(state.head()));
    Epoch begun = new Epoch(names.next(), state.head() + 1);
    Chain.begin(connection, begun, server);
    return now.followedBy(begun.name(), begun.firstOffset());
  }

  private long knownHead() {
    return Math.max(known.head(), toldHead.getAsLong());
  }
}
