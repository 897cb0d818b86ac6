package dev.courant.boot;

import dev.courant.log.CommitMeter;
import dev.courant.log.EventLog;
import dev.courant.log.memory.MemoryLog;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.PostgresLog;
import dev.courant.log.postgres.PostgresOptions;
import dev.courant.log.postgres.Predecessor;
import dev.courant.log.sqlite.SqliteFile;
import dev.courant.log.sqlite.SqliteLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** Opens the log that the settings ask for. */
final class Logs {
  private static final System.Logger LOG = System.getLogger(Logs.class.getName());

  private Logs() {}

  /**
   * Opens it.
   *
   * @param shared the database that nodes share, if they do; the log closes it
   * @param meter is told of each group that is stored
   * @throws IOException when the data directory cannot be written to
   * @throws dev.courant.log.sql.UnusableStoreException when the store cannot be opened
   */
  static EventLog open(
      Settings settings,
      DataDirectory directory,
      Optional<Database> shared,
      CommitMeter meter,
      ThreadFactory threads)
      throws IOException {
    LogSettings.Place place = settings.log().place();
    if (place instanceof LogSettings.Memory) {
      return new MemoryLog(
          newEpoch(),
          settings.limits().tailMaxBytes(),
          settings.retention().keyWindow(),
          System::currentTimeMillis);
    }
    boolean restored = directory.wasRestored();
    EventLog log =
        shared.isPresent()
            ? shared(settings, shared.get(), restored, meter, threads)
            : new SqliteLog(
                directory.database(),
                settings.retention(),
                newEpoch(),
                restored,
                System::currentTimeMillis,
                meter,
                threads);
    if (restored) {
      directory.forgetRestored();
      LOG.log(
          System.Logger.Level.INFO,
          "The store was restored: a new epoch begins at {0}",
          log.bounds().head());
    }
    return log;
  }

  private static EventLog shared(
      Settings settings,
      Database database,
      boolean restored,
      CommitMeter meter,
      ThreadFactory threads) {
    PostgresOptions options =
        new PostgresOptions(
            settings.retention(),
            Logs::newEpoch,
            restored,
            settings.log().importFrom().map(Logs::predecessor),
            settings.log().poll());
    return new PostgresLog(database, options, System::currentTimeMillis, meter, threads);
  }

  private static Predecessor predecessor(Path file) {
    return new Predecessor() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public Connection open() throws SQLException {
        return SqliteFile.open(file);
      }
    };
  }

  private static String newEpoch() {
    return Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  }

  /** Takes away what JDBC drivers in this application have left with the platform's register. */
  static void forgetDrivers() {
    DriverManager.drivers().filter(Logs::isOurs).toList().forEach(Logs::forget);
  }

  private static boolean isOurs(Driver driver) {
    return driver.getClass().getClassLoader() == Logs.class.getClassLoader();
  }

  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "A driver stays registered", e);
    }
  }
}
