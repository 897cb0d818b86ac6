package dev.courant.boot;

import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * What a Jakarta EE server has for applications, and a servlet container has not: looked up by name
 * and not injected, so that the hub starts there as well. To be asked while the application starts:
 * a thread that is not the container's own finds nothing under these names.
 */
final class ServerResources {
  private static final String THREAD_NAME = "courant";

  private ServerResources() {}

  /** Makes the hub's threads: the server's own factory, or one for daemons. */
  static ThreadFactory threads() {
    return find("java:comp/DefaultManagedThreadFactory", ThreadFactory.class)
        .orElse(ServerResources::daemon);
  }

  /** Knows the transaction of a thread; absent on a server without transactions. */
  static Optional<TransactionSynchronizationRegistry> transactions() {
    return find(
        "java:comp/TransactionSynchronizationRegistry", TransactionSynchronizationRegistry.class);
  }

  /** The DataSource of that name; absent where the server has none. */
  static Optional<DataSource> dataSource(String name) {
    return find(name, DataSource.class);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, THREAD_NAME);
    thread.setDaemon(true);
    // Whoever needs the first thread of a pool makes it: perhaps the server, in its own name.
    thread.setContextClassLoader(ServerResources.class.getClassLoader());
    return thread;
  }

  @SuppressWarnings("BanJNDI") // the names are constants, or set by the administrator
  private static <T> Optional<T> find(String name, Class<T> type) {
    try {
      return Optional.of(type.cast(InitialContext.<Object>doLookup(name)));
    } catch (NamingException notHere) {
      return Optional.empty();
    }
  }
}
