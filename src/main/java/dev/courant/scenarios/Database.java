package dev.courant.scenarios;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Gives the scenarios their {@code EntityManager} over the server's default DataSource:
 * {@code @Inject EntityManager}, to be used in transactions by any thread. An application that
 * always has a database writes {@code @PersistenceContext} and needs nothing of this. It would make
 * the scenarios' tables at the start of every hub, and keep a server without a default DataSource
 * from deploying one; this opens the database when a scenario uses it.
 */
@ApplicationScoped
public class Database {
  private static final String UNIT = "scenarios";

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  private @Nullable EntityManagerFactory factory;

  /** Stands for the one of the transaction that the calling thread is in. */
  @Produces
  @ApplicationScoped
  EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(current(), arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            });
  }

  @PreDestroy
  synchronized void close() {
    if (factory != null) {
      factory.close();
    }
  }

  private EntityManager current() {
    if (transactions.getResource(this) instanceof EntityManager joined) {
      return joined;
    }
    EntityManager manager = factory().createEntityManager();
    transactions.putResource(this, manager);
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // The persistence provider writes what has changed by itself.
          }

          @Override
          public void afterCompletion(int status) {
            manager.close();
          }
        });
    return manager;
  }

  private synchronized EntityManagerFactory factory() {
    if (factory == null) {
      factory = Persistence.createEntityManagerFactory(UNIT);
    }
    return factory;
  }
}
