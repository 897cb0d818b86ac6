package dev.courant.boot;

import dev.courant.access.key.KeptText;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocations;
import dev.courant.cluster.OtherNodes;
import dev.courant.cluster.SharedTexts;
import dev.courant.cluster.Switchboard;
import dev.courant.event.Matchers;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import dev.courant.hub.connection.Departure;
import dev.courant.log.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What this node shares with others; where it is alone, that is nothing. */
final class Sharing implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sharing.class.getName());

  /** The name of the text that tells who is to stay away. */
  private static final String BANS = "bans";

  private final Optional<Database> database;
  private final Optional<SharedTexts> texts;
  private final Duration poll;
  private final ThreadFactory threads;
  private Optional<Switchboard> switchboard = Optional.empty();
  private Neighbours neighbours = Neighbours.NONE;

  private Sharing(Optional<Database> database, Duration poll, ThreadFactory threads) {
    this.database = database;
    this.texts = database.map(shared -> new SharedTexts(shared, poll, threads));
    this.poll = poll;
    this.threads = threads;
  }

  /**
   * As the settings have it; the database is closed by the log.
   *
   * @throws InvalidSettingException when the server has no such database
   */
  static Sharing of(Settings settings, ThreadFactory threads) {
    LogSettings log = settings.log();
    Optional<Database> database =
        log.place().isShared()
            ? Optional.of(Databases.open(log.place(), threads))
            : Optional.empty();
    return new Sharing(database, log.poll(), threads);
  }

  /** The database that the nodes share. */
  Optional<Database> database() {
    return database;
  }

  /** A text: the file of that name, or what all nodes have in its place. */
  KeptText text(Path dataDir, String name) {
    KeptText file = new SecretFile(dataDir.resolve(name));
    return texts.map(shared -> shared.text(name, file)).orElse(file);
  }

  /** The others, once this has started. */
  Neighbours neighbours() {
    return neighbours;
  }

  /** From now on this node does what others ask for, and asks them. */
  void start(Hub hub, Entrance entrance, Matchers matchers, Oversight oversight) {
    if (database.isEmpty() || texts.isEmpty()) {
      return;
    }
    Switchboard others =
        new Switchboard(database.get(), oversight.installation().host(), poll, threads);
    switchboard = Optional.of(others);
    OtherNodes nodes = new OtherNodes(hub, others, matchers, texts.get().text(BANS));
    nodes.serve();
    oversight.answers(hub).forEach(others::answer);
    hub.meet(nodes);
    neighbours = nodes;
    others.start();
    keepAwayFromTheStart(hub);
    texts.get().watch(Revocations.NAME, () -> takeBack(hub, entrance));
    texts.get().watch(BANS, () -> keepAway(hub));
    texts.get().start();
  }

  @Override
  public void close() {
    texts.ifPresent(SharedTexts::close);
    switchboard.ifPresent(Switchboard::close);
  }

  /** Before anybody is let in. */
  private static void keepAwayFromTheStart(Hub hub) {
    try {
      hub.dismissals().refresh();
    } catch (IOException notNow) {
      LOG.log(System.Logger.Level.DEBUG, "Who is to stay away is looked up again", notNow);
    }
  }

  private static void keepAway(Hub hub) {
    try {
      hub.dismissals().refresh();
    } catch (IOException e) {
      // Looked at again, until it is known.
      throw new UncheckedIOException(e);
    }
  }

  private static void takeBack(Hub hub, Entrance entrance) {
    try {
      entrance.revocations().refresh();
      hub.end(connection -> entrance.isOver(connection.caller()), Departure.REVOKED);
    } catch (IOException e) {
      // Looked at again, until it is known.
      throw new UncheckedIOException(e);
    }
  }
}
