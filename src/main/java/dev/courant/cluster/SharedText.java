package dev.courant.cluster;

import dev.courant.access.key.KeptText;
import dev.courant.log.postgres.Reason;
import dev.courant.log.postgres.Transactions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** A text in the database that all nodes share; any thread may call it. */
final class SharedText implements KeptText {
  private final String name;
  private final Transactions transactions;
  private final KeptText seed;

  /**
   * A text.
   *
   * @param name the name of its row
   * @param seed what it is as long as no node has kept one: that of a hub which was alone before
   */
  SharedText(String name, Transactions transactions, KeptText seed) {
    this.name = name;
    this.transactions = transactions;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "the row \"%s\" of the table shared_text".formatted(name);
  }

  @Override
  public Optional<String> read() throws IOException {
    try {
      Optional<String> kept = transactions.read(connection -> select(connection, ""));
      return kept.isPresent() ? kept : seed.read();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  @Override
  public String update(Function<Optional<String>, String> step) throws IOException {
    Optional<String> before = seed.read();
    try {
      return transactions.run(connection -> update(connection, step, before));
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private String update(
      Connection connection, Function<Optional<String>, String> step, Optional<String> planted)
      throws SQLException {
    // Made first where it is not there, so that there is a row to lock.
    execute(
        connection,
        "INSERT INTO shared_text (version, content, name) VALUES (0, ?, ?) ON CONFLICT DO NOTHING",
        planted.orElse(""));
    Optional<String> before = select(connection, " FOR UPDATE");
    String after = step.apply(before);
    if (!before.equals(Optional.of(after))) {
      execute(
          connection,
          "UPDATE shared_text SET version = version + 1, content = ? WHERE name = ?",
          after);
    }
    return after;
  }

  /** One that is empty was just made, and has never been kept. */
  private Optional<String> select(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT content FROM shared_text WHERE name = ?" + lock)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(row.getString(1)).filter(text -> !text.isEmpty())
            : Optional.empty();
      }
    }
  }

  private void execute(Connection connection, String sql, String content) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, content);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }

  private IOException unusable(SQLException e) {
    return new IOException("%s cannot be used: %s".formatted(name(), Reason.of(e)), e);
  }
}
