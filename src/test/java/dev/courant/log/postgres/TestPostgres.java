package dev.courant.log.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** One PostgreSQL for all tests of a run, as others use it: each test has a schema of its own. */
public final class TestPostgres {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final boolean CAN_RUN = isNotRoot() || hasNamespaces();

  private TestPostgres() {}

  /** Starts with whoever needs it first, and ends with the process. */
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Has the test reported as skipped where PostgreSQL cannot be run: it refuses to be root, and
   * there is nobody else. {@code ./verify} says so beforehand.
   */
  public static void assumeItRuns() {
    Assumptions.assumeTrue(
        CAN_RUN,
        "PostgreSQL refuses to run as root, and there are no user namespaces (unshare -U)");
  }

  /** The address of a schema that is empty. */
  public static String newSchema() {
    assumeItRuns();
    String schema = "test" + SCHEMAS.incrementAndGet();
    execute("CREATE SCHEMA " + schema);
    return Running.SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
  }

  /** The schema of an address that {@link #newSchema} gave. */
  public static String schemaOf(String address) {
    return address.substring(address.lastIndexOf('=') + 1);
  }

  /** Does something as the database's superuser. */
  public static void execute(String sql) {
    try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static boolean isNotRoot() {
    return !"root".equals(System.getProperty("user.name"));
  }

  private static boolean hasNamespaces() {
    try {
      return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
