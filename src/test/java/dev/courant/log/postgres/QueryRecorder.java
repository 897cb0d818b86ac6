package dev.courant.log.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Notes what a node asks of its database, with the values that it is asked with. */
final class QueryRecorder {
  /** A statement with {@code ?} where its values belong. */
  record Query(String sql, List<Object> values) {}

  private final List<Query> queries = new CopyOnWriteArrayList<>();

  /** What was asked since this was asked last. */
  List<Query> take() {
    List<Query> taken = List.copyOf(queries);
    queries.clear();
    return taken;
  }

  /** Works as that one does, and has everything noted. */
  DataSource over(DataSource source) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = call(source, method, arguments);
          return result instanceof Connection connection ? noting(connection) : result;
        });
  }

  private Connection noting(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          Object result = call(connection, method, arguments);
          return switch (method.getName()) {
            case "prepareStatement" -> noting((PreparedStatement) result, (String) arguments[0]);
            case "createStatement" -> noting((Statement) result);
            default -> result;
          };
        });
  }

  private PreparedStatement noting(PreparedStatement statement, String sql) {
    SortedMap<Integer, Object> values = new TreeMap<>();
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("set") && arguments.length > 1) {
            values.put((Integer) arguments[0], arguments[1]);
          } else if (method.getName().startsWith("execute")) {
            queries.add(new Query(sql, new ArrayList<>(values.values())));
          }
          return call(statement, method, arguments);
        });
  }

  private Statement noting(Statement statement) {
    return proxy(
        Statement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            queries.add(new Query((String) arguments[0], List.of()));
          }
          return call(statement, method, arguments);
        });
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            QueryRecorder.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
