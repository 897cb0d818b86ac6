package dev.courant.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** The SQLite file: how it is opened, and what its errors mean. Any thread may call it. */
final class SqliteDatabase {
  /** SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL: nothing is broken, a later try may succeed. */
  private static final Set<Integer> PASSING = Set.of(5, 6, 13);

  /** How long somebody else's lock is waited for; publishers wait meanwhile. */
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(2);

  /** What is left of the write-ahead log on disk when its content has been moved into the file. */
  private static final int JOURNAL_MAX_BYTES = 64 * 1024 * 1024;

  private final Path file;

  SqliteDatabase(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /**
   * What tells the file that is there now from any other that might take its place; absent when
   * there is none, or when the file system does not tell.
   */
  Optional<Object> identity() {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (IOException nothingThere) {
      return Optional.empty();
    }
  }

  /**
   * A connection for the one writer: a commit returns when it is on the disk. Transactions are
   * begun and ended by statements.
   *
   * @param creates whether to make the file if there is none
   */
  Connection openForWriting(boolean creates) throws SQLException {
    SQLiteConfig config = config();
    if (creates) {
      config.setOpenMode(SQLiteOpenMode.CREATE);
    }
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(JOURNAL_MAX_BYTES);
    return open(config);
  }

  /** A connection that cannot write. */
  Connection openForReading() throws SQLException {
    Connection connection = open(config());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
    }
    return connection;
  }

  /** Whether a failure may pass by itself: the disk is full, or somebody else holds a lock. */
  static boolean isPassing(SQLException failure) {
    return PASSING.contains(failure.getErrorCode());
  }

  /** Whoever does not say so does not make a file: an empty one in place of a lost one is worse. */
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout((int) LOCK_PATIENCE.toMillis());
    return config;
  }

  private Connection open(SQLiteConfig config) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source.getConnection();
  }
}
