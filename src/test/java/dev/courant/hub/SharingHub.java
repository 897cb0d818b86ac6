package dev.courant.hub;

import dev.courant.cluster.Membership;
import dev.courant.cluster.Rounds;
import dev.courant.cluster.SharedCounts;
import dev.courant.cluster.Testaments;
import dev.courant.event.Matchers;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.postgres.Transactions;
import dev.courant.wire.SubscriptionFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A hub with what it does together with other nodes; no server. */
final class SharingHub implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(2);
  static final int MAX_PER_SUBJECT = 4;

  static final Matchers MATCHERS =
      new Matchers(URI.create("https://hub.example/.well-known/mercure"));
  static final Duration POLL = Duration.ofMillis(100);
  private static final SubscriptionEvents EVENTS =
      new SubscriptionEvents(List.of(SubscriptionFormat.MERCURE), Duration.ZERO);

  final HubRig rig;
  final String name;
  final Database database;
  final Membership membership;
  private final Rounds rounds;

  SharingHub(String address, String name) {
    this.name = name;
    this.database = Database.at(address, "", "", Thread::new);
    this.rig =
        HubRig.among(
            Nodes.open(database, POLL, () -> "e"),
            new ConnectionLimits(
                ConnectionLimits.UNLIMITED, MAX_PER_SUBJECT, ConnectionLimits.UNLIMITED),
            EVENTS);
    Transactions transactions = Transactions.of(database);
    this.membership = new Membership(database, name, LEASE, System::nanoTime);
    SharedCounts counts = new SharedCounts(transactions, System::nanoTime);
    counts.add("listeners", rig.hub.shared().listeners(), MATCHERS);
    counts.add("connections", rig.hub.shared().connections());
    Testaments testaments =
        new Testaments(transactions, membership, rig.hub.shared().subscriptionTeller());
    rig.hub.shared().subscriptionTeller().leaveWord(testaments);
    this.rounds =
        new Rounds(
            membership,
            counts,
            testaments,
            rig.hub.shared().subscriptionTeller(),
            POLL,
            LEASE,
            Thread::new);
    rounds.start();
  }

  /** As others see a node that is killed: it says nothing any more. */
  void kill() {
    database.close();
  }

  /** The first step of a stop. */
  void stopRounds() {
    rounds.close();
  }

  @Override
  public void close() throws InterruptedException {
    rounds.close();
    rig.close();
  }
}
