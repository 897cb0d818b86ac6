package dev.courant.boot;

import dev.courant.admin.audit.AuditLog;
import dev.courant.admin.connection.ConnectionsHere;
import dev.courant.admin.measure.HubGauges;
import dev.courant.admin.measure.Meters;
import dev.courant.admin.measure.Recorder;
import dev.courant.admin.node.Installation;
import dev.courant.admin.node.NodeState;
import dev.courant.admin.topic.TopicBook;
import dev.courant.hub.Hub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;

/**
 * The parts that let operators see what the hub does.
 *
 * @param meters what is counted
 * @param recorder takes samples
 * @param topics keeps count by topic
 * @param audit who did what
 * @param installation what is running here
 * @param watch the thread that moves them on
 */
record Oversight(
    Meters meters,
    Recorder recorder,
    TopicBook topics,
    AuditLog audit,
    Installation installation,
    Watch watch)
    implements AutoCloseable {
  /**
   * Puts the parts together; they work once the {@link #watch} is started.
   *
   * @param meters have counted since the hub was made
   * @throws IOException when the audit log cannot be read
   */
  static Oversight open(
      Hub hub, Meters meters, Settings settings, Path dataDir, ThreadFactory threads)
      throws IOException {
    Clock clock = Clock.systemUTC();
    HubGauges.register(hub, meters.registry());
    String node = newId();
    Recorder recorder = new Recorder(node, hub, meters, dataDir, clock::millis);
    TopicBook topics = new TopicBook(hub, clock::millis, System::nanoTime);
    return new Oversight(
        meters,
        recorder,
        topics,
        AuditLog.in(dataDir, settings.proxies(), clock),
        new Installation(node, host(), version(), clock.instant(), settings.hubUrl()),
        new Watch(recorder, topics, threads));
  }

  /** What other nodes may ask of this one, by the kind of the question. */
  Map<String, UnaryOperator<String>> answers(Hub hub) {
    NodeState state = new NodeState(hub, recorder, installation);
    ConnectionsHere connections = new ConnectionsHere(hub, installation.id());
    return Map.of(
        NodeState.KIND,
        question -> state.json().build().toString(),
        ConnectionsHere.LIST,
        connections::list,
        ConnectionsHere.ONE,
        connections::one);
  }

  @Override
  public void close() {
    watch.close();
    meters.close();
  }

  /** Short, since people read it. */
  private static String newId() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private static String version() throws IOException {
    Properties about = new Properties();
    try (var file = Oversight.class.getResourceAsStream("about.properties")) {
      about.load(file);
    }
    return about.getProperty("version");
  }
}
