package dev.courant.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the file is opened: what P1 rests on. */
class SqliteDatabaseTest {
  /** SQLite's number for FULL: in WAL mode each commit is synced. */
  private static final String FULL = "2";

  @TempDir private Path directory;
  private SqliteDatabase database;

  @BeforeEach
  void choosePath() {
    database = new SqliteDatabase(directory.resolve("courant.db"));
  }

  @Test
  void aCommitOfTheWriterIsSyncedToTheDisk() throws Exception {
    try (Connection writer = database.openForWriting(true)) {
      assertThat(ask(writer, "PRAGMA journal_mode")).isEqualTo("wal");
      assertThat(ask(writer, "PRAGMA synchronous")).isEqualTo(FULL);
    }
  }

  @Test
  void onlyTheFirstStartMakesAFile() throws Exception {
    assertThatThrownBy(() -> database.openForReading()).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> database.openForWriting(false)).isInstanceOf(SQLException.class);
    assertThat(database.file()).doesNotExist();
    database.openForWriting(true).close();
    database.openForWriting(false).close();
    database.openForReading().close();
  }

  @Test
  void whoeverReadsCannotWrite() throws Exception {
    try (Connection writer = database.openForWriting(true);
        Connection reader = database.openForReading()) {
      execute(writer, "CREATE TABLE t (x)");
      assertThatThrownBy(() -> execute(reader, "INSERT INTO t VALUES (1)"))
          .isInstanceOf(SQLException.class);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }
}
