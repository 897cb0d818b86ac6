package dev.courant.cluster;

import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * This node's place among those that there are: a row with a lease, which is renewed all the time.
 * Whose lease has run out is gone, and one of the others is its heir. A node that stood still for
 * so long comes back as a new one; so does each when the database was put back. Times are the
 * database's. Any thread may ask how many others there are; the rest is for the one that renews.
 */
public final class Membership {
  /** A node that is there. */
  record Node(String id, long batch) {}

  private final Transactions transactions;
  private final Transactions ofOthers;
  private final String name;
  private final Duration lease;
  private final LongSupplier nanoClock;
  private volatile String id = UUID.randomUUID().toString();

  // Touched by whoever renews only.

  /** When others have seen it last, as the database has it. */
  private String seen = "epoch";

  private boolean hasEntered;
  private long renewedNanos;
  private long steadySinceNanos;

  /**
   * Of a node that has no row yet.
   *
   * @param name how people call it
   * @param lease after that time without a sign of life a node counts as gone
   * @param nanoClock the time, in nanoseconds from some origin
   */
  public Membership(Database database, String name, Duration lease, LongSupplier nanoClock) {
    this.transactions = Transactions.reserved(database);
    this.ofOthers = Transactions.of(database);
    this.name = name;
    this.lease = lease;
    this.nanoClock = nanoClock;
    this.renewedNanos = nanoClock.getAsLong() - lease.toNanos();
    this.steadySinceNanos = nanoClock.getAsLong();
  }

  /** What others know this node by; another one after it was given up. */
  String id() {
    return id;
  }

  /** After that time without a sign of life a node counts as gone. */
  Duration lease() {
    return lease;
  }

  /**
   * A sign of life.
   *
   * @return what this node was known by up to now, where it was given up meanwhile, or the database
   *     was put back: it begins a new life then
   */
  Optional<String> renew() throws SQLException {
    Optional<String> extended = transactions.run(this::extend);
    Optional<String> former = Optional.empty();
    if (extended.isPresent()) {
      seen = extended.get();
    } else {
      String fresh = UUID.randomUUID().toString();
      seen = transactions.run(connection -> enter(connection, fresh));
      former = Optional.of(id).filter(before -> hasEntered);
      id = fresh;
      hasEntered = true;
    }
    long now = nanoClock.getAsLong();
    if (now - renewedNanos > lease.toNanos() / 2) {
      steadySinceNanos = now;
    }
    renewedNanos = now;
    return former;
  }

  /** How many others there are to ask. */
  int others() throws SQLException {
    return ofOthers.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT count(*) FROM node WHERE id <> ? AND state = 'here' AND seen >= "
                      + leaseAgo())) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /**
   * The others. While this node has not been there without a break for the time of a lease itself,
   * the leases of others tell nothing: perhaps nobody could renew.
   */
  List<Node> nodes() throws SQLException {
    String alive = isSteady() ? " AND seen >= " + leaseAgo() : "";
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, batch FROM node WHERE id <> ? AND state = 'here'" + alive)) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
              List<Node> nodes = new ArrayList<>();
              while (rows.next()) {
                nodes.add(new Node(rows.getString(1), rows.getLong(2)));
              }
              return nodes;
            }
          }
        });
  }

  /**
   * Becomes the heir of a node that is gone, for the time of a lease; absent where there is none.
   */
  Optional<String> inherit() throws SQLException {
    if (!isSteady()) {
      return Optional.empty();
    }
    String sql =
        "UPDATE node SET state = 'gone', seen = clock_timestamp() WHERE id ="
            + " (SELECT id FROM node WHERE seen < "
            + leaseAgo()
            + " ORDER BY seen LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id";
    return transactions.run(
        connection -> {
          try (PreparedStatement claim = connection.prepareStatement(sql);
              ResultSet row = claim.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
          }
        });
  }

  /** Remains the heir of a node. */
  void remainHeirOf(String dead) throws SQLException {
    transactions.run(
        connection ->
            update(connection, "UPDATE node SET seen = clock_timestamp() WHERE id = ?", dead));
  }

  /** Nothing of a node is left to look after. */
  void bury(String dead) throws SQLException {
    transactions.run(connection -> update(connection, "DELETE FROM node WHERE id = ?", dead));
  }

  /**
   * From now on nobody asks this node, nor counts what it has. It tells its ends itself.
   *
   * @param within after that time it counts as gone, and others do so
   */
  void leave(Duration within) throws SQLException {
    transactions.run(
        connection ->
            update(
                connection,
                "UPDATE node SET state = 'leaving', seen = clock_timestamp()"
                    + " + interval '%d milliseconds' WHERE id = ?".formatted(within.toMillis()),
                id));
  }

  private String enter(Connection connection, String fresh) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO node (id, name, state, batch, seen)"
                + " VALUES (?, ?, 'here', 0, clock_timestamp()) RETURNING seen::text")) {
      insert.setString(1, fresh);
      insert.setString(2, name);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** A row that is older than it was left is that of a database that was put back. */
  private Optional<String> extend(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE node SET seen = clock_timestamp()
            WHERE id = ? AND state <> 'gone' AND seen >= ?::timestamptz RETURNING seen::text
            """)) {
      update.setString(1, id);
      update.setString(2, seen);
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private boolean isSteady() {
    return renewedNanos - steadySinceNanos >= lease.toNanos();
  }

  private String leaseAgo() {
    return "clock_timestamp() - interval '%d milliseconds'".formatted(lease.toMillis());
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
