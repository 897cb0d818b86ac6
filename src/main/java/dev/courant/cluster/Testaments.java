package dev.courant.cluster;

import dev.courant.hub.subscription.SubscriptionTeller;
import dev.courant.hub.subscription.Testament;
import dev.courant.log.postgres.Reason;
import dev.courant.log.postgres.Transactions;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The table in which nodes leave word of their subscriptions, and the ends that are told for those
 * that are gone. Any thread may call it.
 */
public final class Testaments implements Testament {
  private static final System.Logger LOG = System.getLogger(Testaments.class.getName());

  /** About how many subscriptions are looked after in one step, and how many words at most. */
  private static final int STEP = 256;

  private final Transactions transactions;
  private final Membership membership;
  private final SubscriptionTeller teller;

  /** Whether a former life of this node is not over yet: what it has told must end first. */
  private volatile boolean held;

  /**
   * The testaments of all nodes.
   *
   * @param membership tells which of them is this node's
   * @param teller tells the ends
   */
  public Testaments(Transactions transactions, Membership membership, SubscriptionTeller teller) {
    this.transactions = transactions;
    this.membership = membership;
    this.teller = teller;
  }

  @Override
  public void add(List<Word> words) throws IOException {
    if (words.isEmpty()) {
      return;
    }
    String node = membership.id();
    try {
      boolean isThere = !held && transactions.run(connection -> add(connection, node, words));
      if (!isThere) {
        throw new IOException("This node has no place among the others just now");
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  @Override
  public void remove(List<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    try {
      transactions.run(connection -> remove(connection, ids));
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Whether no word may be left for now. */
  void hold(boolean on) {
    held = on;
  }

  /**
   * Tells some of the ends of which a node has left word; blocks until they are stored.
   *
   * @return whether there may be more
   * @throws SQLException when it cannot be done now
   */
  boolean execute(String dead) throws SQLException, InterruptedException {
    List<Word> words = words(dead);
    if (words.isEmpty()) {
      return false;
    }
    if (!teller.tellEnds(words, membership.lease().dividedBy(4))) {
      throw new SQLException("The ends of subscriptions cannot be told just now");
    }
    transactions.run(connection -> remove(connection, words.stream().map(Word::id).toList()));
    return true;
  }

  private List<Word> words(String dead) throws SQLException {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT id, subscriptions FROM testament WHERE node = ? LIMIT " + STEP)) {
            select.setString(1, dead);
            try (ResultSet rows = select.executeQuery()) {
              List<Word> words = new ArrayList<>();
              int subscriptions = 0;
              while (subscriptions < STEP && rows.next()) {
                words.add(word(rows.getString(1), rows.getString(2)));
                subscriptions += words.get(words.size() - 1).subscriptions().size();
              }
              return words;
            }
          }
        });
  }

  /** The row of the node is held: it is not given up before this is there. */
  private static boolean add(Connection connection, String node, List<Word> words)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM node WHERE id = ? AND state <> 'gone' FOR SHARE")) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO testament (id, node, subscriptions) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET node = excluded.node, subscriptions = excluded.subscriptions
            """)) {
      for (Word word : words) {
        insert.setString(1, word.id());
        insert.setString(2, node);
        insert.setString(3, SubscriptionJson.write(word.subscriptions()).toString());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
  }

  private static int remove(Connection connection, List<String> ids) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM testament WHERE id = ?")) {
      for (String id : ids) {
        delete.setString(1, id);
        delete.addBatch();
      }
      return delete.executeBatch().length;
    }
  }

  /** What nobody can read must not keep the others from being told. */
  private static Word word(String id, String text) {
    try {
      return new Word(id, SubscriptionJson.subscriptions(array(text)));
    } catch (JsonException | ClassCastException | NullPointerException e) {
      LOG.log(System.Logger.Level.WARNING, "An end of subscriptions cannot be told", e);
      return new Word(id, List.of());
    }
  }

  private static JsonArray array(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readArray();
    }
  }

  private static IOException unusable(SQLException e) {
    return new IOException("The database cannot be used: " + Reason.of(e), e);
  }
}
