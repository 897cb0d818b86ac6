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
import java.util.List;
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

  private static final String READ =
      """
      SELECT c.node, c.kind, c.name, c.count FROM unnest(?::text[], ?::bigint[]) AS known (node, batch)
      JOIN node_count c ON c.node = known.node AND c.batch > known.batch
      """;

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
   * What nodes have written behind a batch of theirs; zero for everything.
   *
   * @return by node, kind and name
   */
  Map<String, Map<String, Map<String, Long>>> read(Map<String, Long> afterByNode)
      throws SQLException {
    if (afterByNode.isEmpty()) {
      return Map.of();
    }
    List<String> nodes = List.copyOf(afterByNode.keySet());
    Object[] after = nodes.stream().map(afterByNode::get).toArray();
    return transactions.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("text", nodes.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", after));
            try (ResultSet rows = select.executeQuery()) {
              Map<String, Map<String, Map<String, Long>>> read = new HashMap<>();
              while (rows.next()) {
                read.computeIfAbsent(rows.getString(1), node -> new HashMap<>())
                    .computeIfAbsent(rows.getString(2), kind -> new HashMap<>())
                    .put(rows.getString(3), rows.getLong(4));
              }
              return read;
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
