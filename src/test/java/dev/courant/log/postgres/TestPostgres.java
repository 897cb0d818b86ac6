package dev.courant.log.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of a run, as others use it: each test has a schema of its own. */
public final class TestPostgres {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

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

  /** The address of a schema that is empty. */
  public static String newSchema() {
    String schema = "test" + SCHEMAS.incrementAndGet();
    execute("CREATE SCHEMA " + schema);
    return addressOf(schema);
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

  private static String addressOf(String schema) {
    return Running.SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
  }
}
