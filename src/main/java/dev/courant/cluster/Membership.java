package dev.courant.cluster;

import dev.courant.log.postgres.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * This node's place among those that there are: a row with a lease, which is renewed all the time.
 * Whose lease has run out is gone, and one of the others is its heir. A node that stood still for
 * so long comes back as a new one. Times are the database's. Any thread may call it; one renews.
 */
public final class Membership {
  /** A node that is there. */
  record Node(String id, long batch) {}

  private final Transactions transactions;
  private final String name;
  private final Duration lease;
  private final LongSupplier nanoClock;
  private volatile String id = UUID.randomUUID().toString();

  // Touched by whoever renews only.
  private long renewedNanos;
  private long steadySinceNanos;

  /**
   * Of a node that has no row yet.
   *
   * @param name how people call it
   * @param lease after that time without a sign of life a node counts as gone
   * @param nanoClock the time, in nanoseconds from some origin
   */
  public Membership(
      Transactions transactions, String name, Duration lease, LongSupplier nanoClock) {
    this.transactions = transactions;
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
   * @return the batch of counts that others can read; absent where this node is new: it was not
   *     there, or was given up meanwhile
   */
  OptionalLong renew() throws SQLException {
    OptionalLong batch = transactions.run(this::extend);
    if (batch.isEmpty()) {
      String fresh = UUID.randomUUID().toString();
      transactions.run(
          connection ->
              update(
                  connection,
                  "INSERT INTO node (id, name, state, batch, seen)"
                      + " VALUES (?, ?, 'here', 0, clock_timestamp())",
                  fresh,
                  name));
      id = fresh;
    }
    long now = nanoClock.getAsLong();
    if (now - renewedNanos > lease.toNanos() / 2) {
      steadySinceNanos = now;
    }
    renewedNanos = now;
    return batch;
  }

  /** How many others there are to ask. */
  int others() throws SQLException {
    return transactions.read(
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

  /** From now on nobody asks this node, nor counts what it has; it may still tell ends. */
  void leave() throws SQLException {
    transactions.run(
        connection -> update(connection, "UPDATE node SET state = 'leaving' WHERE id = ?", id));
  }

  private OptionalLong extend(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE node SET seen = clock_timestamp() WHERE id = ? AND state <> 'gone' RETURNING batch")) {
      update.setString(1, id);
      try (ResultSet row = update.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
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
