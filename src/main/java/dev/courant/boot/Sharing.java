package dev.courant.boot;

import dev.courant.access.key.KeptText;
import dev.courant.access.key.LocalKey;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocations;
import dev.courant.cluster.Membership;
import dev.courant.cluster.OtherNodes;
import dev.courant.cluster.Rounds;
import dev.courant.cluster.SharedCounts;
import dev.courant.cluster.SharedTexts;
import dev.courant.cluster.Switchboard;
import dev.courant.cluster.Testaments;
import dev.courant.event.Matchers;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import dev.courant.hub.connection.Departure;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Transactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** What this node shares with others; where it is alone, that is nothing. */
final class Sharing implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sharing.class.getName());

  /** What a stop takes beside the time that streams have for it. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(10);

  /** The name of the text that tells who is to stay away. */
  private static final String BANS = "bans";

  private final Optional<Database> database;
  private final Optional<SharedTexts> texts;
  private final Duration poll;
  private final Duration lease;
  private final Duration stopTime;
  private final ThreadFactory threads;
  private Optional<Switchboard> switchboard = Optional.empty();
  private Optional<Rounds> rounds = Optional.empty();
  private Neighbours neighbours = Neighbours.NONE;

  private Sharing(
      Optional<Database> database, LogSettings log, Duration stopTime, ThreadFactory threads) {
    this.database = database;
    this.texts = database.map(shared -> new SharedTexts(shared, log.poll(), threads));
    this.poll = log.poll();
    this.lease = log.lease();
    this.stopTime = stopTime;
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
    return new Sharing(
        database, log, settings.limits().stop().timeout().plus(STOP_MARGIN), threads);
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

  /**
   * Tells of a signing key that this hub had when it was alone, and that is of no use any more.
   *
   * @throws IOException when one of the two cannot be read
   */
  void tellOfUnusedKey(Path dataDir) throws IOException {
    KeptText file = new SecretFile(dataDir.resolve(LocalKey.NAME));
    Optional<String> own = file.read();
    if (texts.isPresent() && own.isPresent() && !own.equals(text(dataDir, LocalKey.NAME).read())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} is not used: the nodes that share this database have a signing key already."
              + " Tokens that were signed with the one in the file are refused, and what was taken back"
              + " by this hub alone is not taken back on theirs. Remove the file to be told no more",
          file.name());
    }
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
    Transactions transactions = Transactions.of(database.get());
    Membership membership =
        new Membership(database.get(), oversight.installation().host(), lease, System::nanoTime);
    startRounds(hub, entrance, matchers, transactions, membership);
    Switchboard others = new Switchboard(database.get(), membership, poll, threads);
    switchboard = Optional.of(others);
    OtherNodes nodes = new OtherNodes(hub, others, matchers, texts.get().text(BANS));
    nodes.serve();
    oversight.answers(hub).forEach(others::answer);
    hub.meet(nodes);
    neighbours = nodes;
    others.start();
    keepAwayFromTheStart(hub);
    Revocations revocations = entrance.revocations();
    texts.get().watch(Revocations.NAME, revocations::isUnsaved, () -> takeBack(hub, entrance));
    texts.get().watch(BANS, hub.dismissals()::isUnsaved, () -> keepAway(hub));
    texts.get().start();
  }

  /** Before the hub is closed, which then tells that its subscriptions have ended. */
  @Override
  public void close() {
    texts.ifPresent(SharedTexts::close);
    rounds.ifPresent(Rounds::close);
    switchboard.ifPresent(Switchboard::close);
  }

  private void startRounds(
      Hub hub,
      Entrance entrance,
      Matchers matchers,
      Transactions transactions,
      Membership membership) {
    SharedCounts counts = new SharedCounts(transactions, System::nanoTime);
    counts.add("listeners", hub.shared().listeners(), matchers);
    counts.add("connections", hub.shared().connections());
    if (entrance.publishRate().limits()) {
      counts.add("publications", entrance.publishRate().nodes());
    }
    Testaments testaments =
        new Testaments(transactions, membership, hub.shared().subscriptionTeller());
    hub.shared().subscriptionTeller().leaveWord(testaments);
    Rounds made =
        new Rounds(
            membership,
            counts,
            testaments,
            hub.shared().subscriptionTeller(),
            poll,
            stopTime,
            threads);
    rounds = Optional.of(made);
    made.start();
  }

  /** Before anybody is let in. */
  private static void keepAwayFromTheStart(Hub hub) {
    try {
      hub.dismissals().refresh();
    } catch (IOException | RuntimeException notNow) {
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
    } catch (IOException e) {
      // Looked at again, until it is known.
      throw new UncheckedIOException(e);
    } finally {
      // What could not be written may have been read all the same.
      hub.end(connection -> entrance.isOver(connection.caller()), Departure.REVOKED);
    }
  }
}
