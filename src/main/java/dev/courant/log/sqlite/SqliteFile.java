package dev.courant.log.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables of a log in a file that no hub uses just now. */
public final class SqliteFile {
  private SqliteFile() {}

  /**
   * A connection for reading, which nobody else may use.
   *
   * @throws SQLException when there is no such file, or a later version has written it
   */
  public static Connection open(Path file) throws SQLException {
    if (Files.notExists(file)) {
      throw new SQLException("there is no file " + file);
    }
    Connection connection = new SqliteDatabase(file).openForReading();
    try {
      // One moment for all that is read.
      connection.setAutoCommit(false);
      Schema.prepare(connection, false);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
