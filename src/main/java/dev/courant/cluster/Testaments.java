package dev.courant.cluster;

import dev.courant.hub.subscription.SubscriptionTeller;
import dev.courant.hub.subscription.Testament;
import dev.courant.log.postgres.Reason;
import dev.courant.log.postgres.Transactions;
import dev.courant.wire.Subscription;
import jakarta.json.Json;
import jakarta.json.JsonArray;
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
  /** How many subscribers are looked after in one step. */
  private static final int STEP = 64;

  private final Transactions transactions;
  private final Membership membership;
  private final SubscriptionTeller teller;

  private record Entry(long number, List<Subscription> subscriptions) {}

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
  public void add(List<List<Subscription>> subscribers) throws IOException {
    if (subscribers.isEmpty()) {
      return;
    }
    String node = membership.id();
    try {
      boolean isThere = transactions.run(connection -> add(connection, node, subscribers));
      if (!isThere) {
        throw new IOException("This node has no place among the others just now");
      }
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  @Override
  public void remove(List<String> subscribers) throws IOException {
    if (subscribers.isEmpty()) {
      return;
    }
    String node = membership.id();
    try {
      transactions.run(
          connection -> {
            try (PreparedStatement delete =
                connection.prepareStatement(
                    "DELETE FROM testament WHERE node = ? AND subscriber = ?")) {
              for (String subscriber : subscribers) {
                delete.setString(1, node);
                delete.setString(2, subscriber);
                delete.addBatch();
              }
              return delete.executeBatch().length;
            }
          });
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /**
   * Tells some of the ends that a node has left to tell; blocks until that is stored.
   *
   * @return whether there may be more
   * @throws SQLException when it cannot be done now
   */
  boolean execute(String dead) throws SQLException, InterruptedException {
    List<Entry> entries = entries(dead);
    for (Entry entry : entries) {
      if (!teller.tellEnd(entry.subscriptions(), "testament/" + entry.number())) {
        throw new SQLException("The end of a subscription cannot be told just now");
      }
    }
    transactions.run(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM testament WHERE number = ?")) {
            for (Entry entry : entries) {
              delete.setLong(1, entry.number());
              delete.addBatch();
            }
            return delete.executeBatch().length;
          }
        });
    return !entries.isEmpty();
  }

  private List<Entry> entries(String dead) throws SQLException {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT number, subscriptions FROM testament WHERE node = ?"
                      + " ORDER BY node, subscriber LIMIT "
                      + STEP)) {
            select.setString(1, dead);
            try (ResultSet rows = select.executeQuery()) {
              List<Entry> entries = new ArrayList<>();
              while (rows.next()) {
                entries.add(
                    new Entry(
                        rows.getLong(1), SubscriptionJson.subscriptions(array(rows.getString(2)))));
              }
              return entries;
            }
          }
        });
  }

  /** The row of the node is held: it is not given up before this is there. */
  private static boolean add(
      Connection connection, String node, List<List<Subscription>> subscribers)
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
            INSERT INTO testament (node, subscriber, subscriptions) VALUES (?, ?, ?)
            ON CONFLICT (node, subscriber) DO UPDATE SET subscriptions = excluded.subscriptions
            """)) {
      for (List<Subscription> listened : subscribers) {
        insert.setString(1, node);
        insert.setString(2, listened.get(0).subscriber());
        insert.setString(3, SubscriptionJson.write(listened).toString());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return true;
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
