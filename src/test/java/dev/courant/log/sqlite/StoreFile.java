package dev.courant.log.sqlite;

import dev.courant.log.Retention;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A database file of a test: opened as the product does it, and looked at from outside. */
record StoreFile(Path path) {
  /** Removes nothing. */
  static final Retention KEEP_ALL =
      new Retention(Duration.ofDays(36_500), Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofHours(1));

  static StoreFile in(Path directory) {
    return new StoreFile(directory.resolve("courant.db"));
  }

  SqliteLog open() {
    return open("e", KEEP_ALL, System::currentTimeMillis);
  }

  SqliteLog open(String newEpoch, Retention retention, LongSupplier clockMillis) {
    return new SqliteLog(
        path, retention, newEpoch, false, clockMillis, (count, nanos) -> {}, Thread::new);
  }

  /** The writing side alone. */
  Store openStore(Retention retention) throws SQLException {
    return Store.open(new SqliteDatabase(path), retention, "e", false);
  }

  /** Another program's connection. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path);
  }

  /** Does something to the file, as another program would. */
  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }
}
