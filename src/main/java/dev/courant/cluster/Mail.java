package dev.courant.cluster;

import dev.courant.log.postgres.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table by which nodes talk to each other. Any thread may call it. */
final class Mail {
  /** After that nobody waits for an answer any more. */
  static final Duration KEPT = Duration.ofSeconds(30);

  private final Transactions transactions;
  private final String node;

  /**
   * The mail of a node.
   *
   * @param node its address
   */
  Mail(Transactions transactions, String node) {
    this.transactions = transactions;
    this.node = node;
  }

  /** Forgets messages that are old. */
  void forgetOld() throws SQLException {
    transactions.run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "DELETE FROM message WHERE sent < clock_timestamp() - interval '%d milliseconds'"
                    .formatted(KEPT.toMillis()));
          }
        });
  }

  /** The id of a message that is to be sent. */
  long nextId() throws SQLException {
    return transactions.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "SELECT nextval(pg_get_serial_sequence('message', 'id'))")) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Sends a message to all others. */
  void send(Message message) throws SQLException {
    transactions.run(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO message (id, answers, sender, kind, body) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, message.id());
            if (message.answers().isPresent()) {
              insert.setLong(2, message.answers().get());
            } else {
              insert.setNull(2, Types.BIGINT);
            }
            insert.setString(3, message.sender());
            insert.setString(4, message.kind());
            insert.setString(5, message.body());
            return insert.executeUpdate();
          }
        });
  }

  /**
   * What others have sent lately, the oldest first: questions, and answers to those that are open.
   *
   * @param seen what was dealt with
   * @param open the questions that somebody waits for
   */
  List<Message> recent(Set<Long> seen, Set<Long> open) throws SQLException {
    return transactions.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT id, answers, sender, kind, body FROM message
                  WHERE sender <> ? AND id <> ALL (?) AND (answers IS NULL OR answers = ANY (?))
                  ORDER BY id
                  """)) {
            select.setString(1, node);
            select.setArray(2, connection.createArrayOf("bigint", seen.toArray()));
            select.setArray(3, connection.createArrayOf("bigint", open.toArray()));
            try (ResultSet rows = select.executeQuery()) {
              List<Message> messages = new ArrayList<>();
              while (rows.next()) {
                messages.add(message(rows));
              }
              return messages;
            }
          }
        });
  }

  private static Message message(ResultSet row) throws SQLException {
    long answers = row.getLong(2);
    Optional<Long> question = row.wasNull() ? Optional.empty() : Optional.of(answers);
    return new Message(
        row.getLong(1), question, row.getString(3), row.getString(4), row.getString(5));
  }
}
