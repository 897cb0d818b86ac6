package dev.courant.boot;

import dev.courant.admin.measure.Meters;
import dev.courant.event.TopicDemand;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import dev.courant.hub.Surroundings;
import dev.courant.intake.Transactions;
import dev.courant.jaxrs.SinkThreads;
import dev.courant.log.EventLog;
import dev.courant.log.postgres.Database;
import dev.courant.log.sql.UnusableStoreException;
import dev.courant.transport.PollTimer;
import dev.courant.transport.websocket.SocketThreads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The running parts of this deployment. They are started by whoever needs them first: the web
 * application's start, or a bean of the application that fires an event before that.
 */
@ApplicationScoped
public class Deployment {
  private static final System.Logger LOG = System.getLogger(Deployment.class.getName());
  private static final int USUAL_PORT = 8080;

  @Inject private ServletContext context;
  @Inject private Event<TopicDemand> demand;
  private @Nullable DataDirectory directory;
  private @Nullable Sharing sharing;
  private @Nullable EventLog log;
  private @Nullable Parts parts;
  private Optional<String> failure = Optional.empty();
  private boolean stopped;

  private record Parts(
      Settings settings,
      ResourceMetadata resourceMetadata,
      Entrance entrance,
      Hub hub,
      Transactions transactions,
      SinkThreads sinkThreads,
      SocketThreads socketThreads,
      PollTimer pollTimer,
      Oversight oversight) {}

  /** Why it could not be started, as a sentence that says what to do; absent when it could. */
  Optional<String> failure() {
    return failure;
  }

  Settings settings() {
    return parts().settings();
  }

  Entrance entrance() {
    return parts().entrance();
  }

  Oversight oversight() {
    return parts().oversight();
  }

  /** Those of a hub that has started. */
  Neighbours neighbours() {
    return sharing == null ? Neighbours.NONE : sharing.neighbours();
  }

  ResourceMetadata resourceMetadata() {
    return parts().resourceMetadata();
  }

  @Produces
  @Singleton
  Hub hub() {
    return parts().hub();
  }

  @Produces
  @Singleton
  SinkThreads sinkThreads() {
    return parts().sinkThreads();
  }

  @Produces
  @Singleton
  SocketThreads socketThreads() {
    return parts().socketThreads();
  }

  @Produces
  @Singleton
  PollTimer pollTimer() {
    return parts().pollTimer();
  }

  @Produces
  @Singleton
  Transactions transactions() {
    return parts().transactions();
  }

  @PostConstruct
  void start() {
    try {
      int port = ListeningPort.find(context.getServerInfo()).orElse(USUAL_PORT);
      Settings settings =
          new SettingsReader(ConfigProvider.getConfig(), context.getContextPath(), port).read();
      ThreadFactory threads = ServerResources.threads();
      Optional<TransactionSynchronizationRegistry> registry = ServerResources.transactions();
      ScenarioSwitch.requireServerFor(settings, registry.isPresent());
      directory = DataDirectory.open(settings.dataDir());
      Meters meters = new Meters();
      sharing = Sharing.of(settings, threads);
      log = Logs.open(settings, directory, sharing.database(), meters, threads);
      Entrance entrance = Entrance.open(settings, directory.path(), sharing, new SecureRandom());
      Hub hub = hub(settings, log, entrance, Surroundings.real(threads, meters));
      parts =
          new Parts(
              settings,
              ResourceMetadata.of(settings),
              entrance,
              hub,
              new Transactions(hub, registry),
              new SinkThreads(settings.sinksMax(), threads),
              new SocketThreads(settings.limits().pumps(), threads),
              new PollTimer(threads),
              Oversight.open(hub, meters, settings, directory.path(), threads));
      hub.start();
      parts.oversight().watch().start();
      sharing.start(hub, entrance, settings.access().roles().types().matchers(), parts.oversight());
    } catch (InvalidSettingException | UnusableStoreException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail("The data directory (courant.data-dir) cannot be used: " + e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Something unexpected has happened at the start", e);
      fail("Something unexpected has happened; the log of the server tells what");
    }
  }

  /** What was opened for a hub that does not start is of no use, and in the way of another. */
  private void fail(String why) {
    failure = Optional.of(why);
    try {
      letGo();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Something could not be closed", e);
    }
  }

  /**
   * Ends everything. Called with the end of the web application, while the server still has what a
   * stream needs to end properly; and with the end of the beans, in case there was no other.
   */
  @PreDestroy
  void stop() {
    letGo();
    Logs.forgetDrivers();
  }

  private void letGo() {
    if (stopped) {
      return;
    }
    stopped = true;
    if (sharing != null) {
      sharing.close();
    }
    if (parts != null) {
      parts.oversight().close();
      parts.hub().close();
      parts.sinkThreads().close();
      parts.socketThreads().close();
      parts.pollTimer().close();
    } else if (log != null) {
      log.close();
    } else if (sharing != null) {
      sharing.database().ifPresent(Database::close);
    }
    if (log == null) {
      releaseDirectory();
    } else {
      // Not before: as long as this one writes, no other hub may.
      CompletableFuture<Void> unused = log.released().thenRun(this::releaseDirectory);
    }
  }

  private void releaseDirectory() {
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "The data directory could not be released", e);
    }
  }

  private Hub hub(Settings settings, EventLog log, Entrance entrance, Surroundings surroundings) {
    return new Hub(
        log,
        settings.limits(),
        settings.hubUrl(),
        settings.subscriptionEvents(),
        demand::fire,
        entrance::isOver,
        surroundings);
  }

  private Parts parts() {
    if (parts == null || failure.isPresent()) {
      throw FailureFilter.refusal(failure.orElse(""));
    }
    return parts;
  }
}
