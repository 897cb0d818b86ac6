package dev.courant.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** The hub, with a bean in it that publishes. */
final class Courant implements Contender {
  /** The way out, and with it the way in. */
  enum Door {
    /** The hub's own endpoint; a bean publishes. */
    ENDPOINT(""),
    /** The hub's own endpoint; published over HTTP. */
    POSTED(", fed by HTTP"),
    /** The hub's own endpoint; events are private, and every listener has a token. */
    PRIVATE(", private events and tokens"),
    /** A JAX-RS resource; a bean publishes. */
    JAX_RS(", JAX-RS door"),
    /** The hub's own endpoint; nothing is kept on disk. */
    VOLATILE(", volatile");

    private final String title;

    Door(String title) {
      this.title = title;
    }
  }

  /** As many publishers as Nchan gets. */
  static final int POSTERS = 8;

  private static final int CONNECTIONS_MAX = 100_000;

  /** The most sinks that the JAX-RS door lets in by default. */
  private static final int SINKS_MAX = 200;

  /** By a pattern, as real grants are. */
  private static final String GRANT =
      """
      {"subject": "bench", "subscribe": [{"match": "/bench/*", "match_type": "urlpattern"}]}""";

  private final JakartaServer.Brand brand;
  private final Door door;
  private final List<String> furtherSettings;
  private @Nullable JakartaServer server;
  private String header = "";

  Courant(JakartaServer.Brand brand, Door door) {
    this(brand, door, List.of());
  }

  /** One with further options of its JVM. */
  Courant(JakartaServer.Brand brand, Door door, List<String> furtherSettings) {
    this.brand = brand;
    this.door = door;
    this.furtherSettings = furtherSettings;
  }

  @Override
  public String name() {
    return "Courant on " + brand.title + door.title;
  }

  @Override
  public String feed() {
    return door == Door.POSTED ? POSTERS + " HTTP connections" : "a bean";
  }

  @Override
  public boolean takes(Load load) {
    return switch (door) {
      case ENDPOINT -> true;
      case POSTED, PRIVATE -> load.letter().equals("a");
      case JAX_RS -> load.connections() <= SINKS_MAX && load.interest() == Load.Interest.SAME;
      case VOLATILE -> load.letter().equals("d");
    };
  }

  @Override
  public void start() throws IOException, InterruptedException {
    WebArchive application =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("it.war")))
            .addPackages(true, "dev.courant.bench.fanout.app.hub")
            .addPackages(true, "dev.courant.bench.fanout.app.pace");
    server = JakartaServer.start(brand, application, settings());
    if (door == Door.PRIVATE) {
      header = bearer(server().publisher.mint(adminToken(), GRANT));
    }
  }

  /** Those of the load before may not have been noticed to be gone: they are not to be counted. */
  private List<String> settings() {
    List<String> settings = new ArrayList<>(furtherSettings);
    settings.addAll(settingsOfDoor());
    return settings;
  }

  private List<String> settingsOfDoor() {
    return switch (door) {
      case VOLATILE -> List.of("-Dcourant.log.url=memory:");
      case JAX_RS -> List.of("-Dcourant.sinks.max=" + 10 * SINKS_MAX);
      case ENDPOINT, POSTED, PRIVATE -> List.of("-Dcourant.connections.max=" + CONNECTIONS_MAX);
    };
  }

  @Override
  public int port() {
    return server().port;
  }

  @Override
  public String streamPath(Load load) {
    String base = door == Door.JAX_RS ? "api/events" : ".well-known/mercure";
    String query =
        switch (load.interest()) {
          case SAME -> "?match=/bench/0";
          case OWN -> "?match=/bench/%d";
          case PATTERN -> "?match_urlpattern=/bench/%d/:n";
        };
    return server().path(base + query);
  }

  @Override
  public String header() {
    return header;
  }

  @Override
  public boolean isOrdered() {
    return door != Door.POSTED;
  }

  @Override
  public long publish(Load load) throws IOException, InterruptedException {
    if (door == Door.POSTED) {
      return post(POSTERS, load.perSecond(), load.seconds(), load.bytes()).acknowledged();
    }
    String nested =
        load.interest() == Load.Interest.PATTERN ? "&below=" + Load.TOPICS_OF_PATTERN : "";
    return server().publisher.publish(load, door == Door.PRIVATE ? "&private=true" : nested);
  }

  /** Whether this one takes the loads that only a hub can take. */
  boolean isFull() {
    return door == Door.ENDPOINT;
  }

  /**
   * Publishes on a topic that nobody listens to.
   *
   * @return the URL path of a stream that begins with it
   */
  String publishHistory(Load load) throws IOException, InterruptedException {
    String last = server().publisher.head();
    server().publisher.publish(load, "&prefix=/history/");
    String cursor = URLEncoder.encode(last, UTF_8).replace("%", "%%");
    return server().path(".well-known/mercure?match=/history/0&last_event_id=" + cursor);
  }

  /** Waits until it has told everything that was published before, by whichever node. */
  void catchUp() throws IOException, InterruptedException {
    String unused = server().publisher.head();
  }

  /** Publishes over HTTP on the topic of {@link Load.Interest#SAME}. */
  Posters.Outcome post(int connections, double perSecond, int seconds, int bytes)
      throws IOException {
    return Posters.post(
        port(),
        server().path(".well-known/mercure"),
        connections,
        perSecond,
        seconds,
        bytes,
        "topic=%2Fbench%2F0&data=",
        "Content-Type: application/x-www-form-urlencoded",
        bearer(adminToken()));
  }

  @Override
  public List<ProcessHandle> processes() {
    return List.of(server().process.toHandle());
  }

  @Override
  public void close() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  /** The token that grants everything. */
  String adminToken() throws IOException {
    return Files.readString(server().data.resolve("admin-token")).strip();
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private JakartaServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
