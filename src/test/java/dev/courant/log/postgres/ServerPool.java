package dev.courant.log.postgres;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A DataSource as a server may have it: nobody gets at the driver behind it, a connection is handed
 * out again as it was given back, and statements hide what the driver throws. Any thread may use
 * it.
 */
final class ServerPool implements DataSource, AutoCloseable {
  /** What is done to connections. */
  interface Step {
    void with(Connection connection) throws SQLException;
  }

  private final String address;
  private final Step whenMade;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();
  private volatile Step whenHandedOut = connection -> {};
  private volatile Step whenGivenBack = connection -> {};

  ServerPool(String address) {
    this(address, connection -> {});
  }

  /** One whose administrator has set connections up in that way. */
  ServerPool(String address, Step whenMade) {
    this.address = address;
    this.whenMade = whenMade;
  }

  /** Has something done to each connection before anybody gets it, and after it has come back. */
  void meanwhile(Step newWhenHandedOut, Step newWhenGivenBack) {
    whenHandedOut = newWhenHandedOut;
    whenGivenBack = newWhenGivenBack;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection free = idle.poll();
    if (free == null) {
      free = DriverManager.getConnection(address);
      whenMade.with(free);
    }
    Connection connection = free;
    whenHandedOut.with(connection);
    return (Connection)
        Proxy.newProxyInstance(
            ServerPool.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "close" -> {
                  giveBack(connection);
                  return null;
                }
                case "unwrap" -> throw new SQLFeatureNotSupportedException("not for applications");
                case "isWrapperFor" -> {
                  return false;
                }
                default -> {
                  try {
                    Object result = method.invoke(connection, arguments);
                    return result instanceof Statement ? hiding(result, method) : result;
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                }
              }
            });
  }

  /** A statement as Payara has it: what the driver throws comes out as undeclared. */
  private static Object hiding(Object statement, Method maker) {
    return Proxy.newProxyInstance(
        ServerPool.class.getClassLoader(),
        new Class<?>[] {maker.getReturnType()},
        (proxy, method, arguments) -> method.invoke(statement, arguments));
  }

  private void giveBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      whenGivenBack.with(connection);
      idle.add(connection);
    }
  }

  @Override
  public void close() {
    for (Connection free = idle.poll(); free != null; free = idle.poll()) {
      try {
        free.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException("not for applications");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
