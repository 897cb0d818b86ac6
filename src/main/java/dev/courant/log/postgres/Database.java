package dev.courant.log.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.courant.log.sql.UnusableStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database: by its address, with a pool of our own; or as the server's administrator
 * has set it up, with a pool of the server's. Any thread may use it.
 */
public final class Database implements AutoCloseable {
  /** What an address begins with. */
  public static final String URL_PREFIX = "jdbc:postgresql:";

  /** So many may use it at a time beside those of {@link Transactions#reserved}. */
  private static final int PLACES = 10;

  private static final int MAX_CONNECTIONS = PLACES + 2;

  /** A node that has lost its network in mid-transaction is noticed by the server within 15 s. */
  private static final String OPTIONS =
      "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3";

  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 10;

  /** For how long an answer is waited for. */
  static final int ANSWER_MILLIS = ANSWER_SECONDS * 1000;

  private static final long VALIDATION_MILLIS = 2_000;

  private final String name;
  private final DataSource source;
  private final Optional<DataSource> single;
  private final Optional<HikariDataSource> pool;
  private final Semaphore places = new Semaphore(PLACES, true);
  private volatile String schema = "";
  private volatile String channel = "";

  private Database(
      String name,
      DataSource source,
      Optional<DataSource> single,
      Optional<HikariDataSource> pool) {
    this.name = name;
    this.source = source;
    this.single = single;
    this.pool = pool;
  }

  /**
   * The database at an address. What the address does not say is set so that a server which does
   * not answer is given up after {@value #ANSWER_SECONDS} seconds.
   *
   * @param user empty where the address has it
   * @param password empty where the address has it, or none is needed
   * @param threads makes the pool's threads
   * @throws UnusableStoreException when the address cannot be understood
   */
  public static Database at(String url, String user, String password, ThreadFactory threads) {
    Properties given = Driver.parseURL(url, null);
    if (given == null) {
      throw new UnusableStoreException(
          "The address of the database (courant.log.url) cannot be understood: it is like jdbc:postgresql://host:5432/database");
    }
    PGSimpleDataSource single = new PGSimpleDataSource();
    single.setURL(url);
    unlessGiven(given, PGProperty.CONNECT_TIMEOUT, () -> single.setConnectTimeout(CONNECT_SECONDS));
    unlessGiven(given, PGProperty.SOCKET_TIMEOUT, () -> single.setSocketTimeout(ANSWER_SECONDS));
    unlessGiven(given, PGProperty.TCP_KEEP_ALIVE, () -> single.setTcpKeepAlive(true));
    unlessGiven(given, PGProperty.APPLICATION_NAME, () -> single.setApplicationName("Courant"));
    unlessGiven(given, PGProperty.OPTIONS, () -> single.setOptions(OPTIONS));
    single.setReWriteBatchedInserts(true);
    // What is stored is nobody's business who reads the server's log.
    single.setLogServerErrorDetail(false);
    if (!user.isEmpty()) {
      single.setUser(user);
    }
    if (!password.isEmpty()) {
      single.setPassword(password);
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("courant");
    config.setDataSource(single);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(CONNECT_SECONDS * 1000L);
    config.setValidationTimeout(VALIDATION_MILLIS);
    // A database that is away when the node starts is told by whoever needs it, with what to do.
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    HikariDataSource pool = new HikariDataSource(config);
    return new Database(withoutParameters(url), pool, Optional.of(single), Optional.of(pool));
  }

  /**
   * The database of a DataSource: its driver cannot be told from here to listen, so that nodes find
   * out what is new by looking.
   *
   * @param name how messages name it
   */
  public static Database of(DataSource source, String name) {
    return new Database(name, source, Optional.empty(), Optional.empty());
  }

  private static void unlessGiven(Properties given, PGProperty property, Runnable setting) {
    if (given.getProperty(property.getName()) == null) {
      setting.run();
    }
  }

  /** How messages name it; has no secrets. */
  public String name() {
    return name;
  }

  /** Gives connections, which are to be closed soon. */
  public DataSource source() {
    return source;
  }

  /** Whether its connections are those of a server's pool, and others may have them as well. */
  boolean isBorrowed() {
    return single.isEmpty();
  }

  /** Where the tables are, as SQL has it; once that is noted. */
  Optional<String> schema() {
    return Optional.of(schema).filter(name -> !name.isEmpty());
  }

  /** Notes where the tables are: in the schema that the first connection begins with. */
  void noteSchema(String quoted) {
    schema = quoted;
  }

  /** Those who use it at a time, the one who writes the log aside. */
  Semaphore places() {
    return places;
  }

  /** One connection was dead: those that nobody uses just now may be as well. */
  void doubtConnections() {
    pool.map(HikariDataSource::getHikariPoolMXBean)
        .ifPresent(HikariPoolMXBean::softEvictConnections);
  }

  /**
   * Where nodes hint at what is new.
   *
   * @param about letters that tell these hints from others
   * @param threads makes the thread that tells
   */
  public Hints hints(String about, ThreadFactory threads) {
    return single
        .<Hints>map(direct -> new Notifications(direct, channel() + about, threads))
        .orElseGet(Polling::new);
  }

  @Override
  public void close() {
    pool.ifPresent(HikariDataSource::close);
  }

  /** Channels belong to the database: each schema has one of its own. Asked for once. */
  private String channel() {
    if (channel.isEmpty()) {
      channel = readChannel();
    }
    return channel;
  }

  private String readChannel() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT current_schema()::regnamespace::oid::text")) {
      row.next();
      return "courant_" + row.getString(1).toLowerCase(Locale.ROOT);
    } catch (SQLException e) {
      throw new UnusableStoreException("The database cannot be read: " + e.getMessage(), e);
    }
  }

  private static String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
