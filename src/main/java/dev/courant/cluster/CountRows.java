package dev.courant.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.log.postgres.Transactions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The table of what each node counts. What a node changes at once is a batch, and has a number: so
 * others read what they do not know yet. What counts nothing any more stays for a while, for those
 * who have not read that. Names may be longer than an index allows: rows are found by a digest. Any
 * thread may call it.
 */
final class CountRows {
  /** Who has not read for so long must read everything. */
  static final Duration ZEROS_KEPT = Duration.ofMinutes(1);

  private final Transactions transactions;

  CountRows(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Writes what has changed on a node.
   *
   * @param kinds by kind and name, how many there are now
   * @return whether the node has its place still: nothing is written otherwise
   */
  boolean write(String node, long batch, Map<String, Map<String, Long>> kinds) throws SQLException {
    return transactions.run(
        connection -> {
          if (!hasPlace(connection, node, batch)) {
            return false;
          }
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  """
                  INSERT INTO node_count (node, kind, digest, name, count, batch) VALUES (?, ?, ?, ?, ?, ?)
                  ON CONFLICT (node, kind, digest) DO UPDATE SET count = excluded.count, batch = excluded.batch
                  """)) {
            for (Map.Entry<String, Map<String, Long>> kind : kinds.entrySet()) {
              for (Map.Entry<String, Long> count : kind.getValue().entrySet()) {
                upsert.setString(1, node);
                upsert.setString(2, kind.getKey());
                upsert.setString(3, digest(count.getKey()));
                upsert.setString(4, count.getKey());
                upsert.setLong(5, count.getValue());
                upsert.setLong(6, batch);
                upsert.addBatch();
              }
            }
            upsert.executeBatch();
          }
          return true;
        });
  }

  /** Forgets what counts nothing, of batches up to that one. */
  void forgetZeros(String node, long upToBatch) throws SQLException {
    transactions.run(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM node_count WHERE node = ? AND count = 0 AND batch <= ?")) {
            delete.setString(1, node);
            delete.setLong(2, upToBatch);
            return delete.executeUpdate();
          }
        });
  }

  /**
   * What a node has written behind a batch, by kind and name.
   *
   * @param after zero for everything
   */
  Map<String, Map<String, Long>> read(String node, long after) throws SQLException {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT kind, name, count FROM node_count WHERE node = ? AND batch > ?")) {
            select.setString(1, node);
            select.setLong(2, after);
            try (ResultSet rows = select.executeQuery()) {
              Map<String, Map<String, Long>> kinds = new HashMap<>();
              while (rows.next()) {
                kinds
                    .computeIfAbsent(rows.getString(1), kind -> new HashMap<>())
                    .put(rows.getString(2), rows.getLong(3));
              }
              return kinds;
            }
          }
        });
  }

  private static boolean hasPlace(Connection connection, String node, long batch)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE node SET batch = ? WHERE id = ? AND state = 'here'")) {
      update.setLong(1, batch);
      update.setString(2, node);
      return update.executeUpdate() == 1;
    }
  }

  private static String digest(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
