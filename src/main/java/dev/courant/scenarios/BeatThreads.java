package dev.courant.scenarios;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that metronomes beat on: the server's own, or one thread where a servlet container
 * has none to give. An application for a Jakarta EE server alone writes {@code @Resource
 * ManagedScheduledExecutorService} and needs nothing of this.
 */
@ApplicationScoped
public class BeatThreads {
  private static final String OF_THE_SERVER = "java:comp/DefaultManagedScheduledExecutorService";

  /** Has no thread before the first beat. */
  private final ScheduledExecutorService own =
      new ScheduledThreadPoolExecutor(1, BeatThreads::daemon);

  private @Nullable ScheduledExecutorService given;

  /** Finds the threads of this server. */
  public BeatThreads() {}

  /** The threads that are given. */
  BeatThreads(ScheduledExecutorService given) {
    this.given = given;
  }

  @PostConstruct
  @SuppressWarnings("BanJNDI") // the name is a constant
  void find() {
    try {
      given = InitialContext.doLookup(OF_THE_SERVER);
    } catch (NamingException aServletContainer) {
      given = null;
    }
  }

  ScheduledExecutorService executor() {
    return given == null ? own : given;
  }

  @PreDestroy
  void stop() {
    own.shutdownNow();
  }

  private static Thread daemon(Runnable beats) {
    Thread thread = new Thread(beats, "metronome");
    thread.setDaemon(true);
    return thread;
  }
}
