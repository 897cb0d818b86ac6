package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Behind nginx that nobody has set up for streams, behind HAProxy and behind Apache httpd, as
 * docs/proxies.md sets those up.
 */
interface SeveralProxiesBehaviour {
  String TOPIC = "/behind-several-proxies";
  String PATH = HubCaller.HUB + "?match=" + TOPIC;

  /** What is promised is two seconds; the rest is for a machine that is busy with other tests. */
  Duration FIRST_EVENT = Duration.ofSeconds(10);

  /** Two seconds each: together longer than the proxies wait. */
  int HEARTBEATS = 5;

  /** A proxy that can be started. */
  enum Kind {
    NGINX_AS_INSTALLED,
    HAPROXY,
    APACHE;

    RunningProxy inFrontOf(URI application) throws Exception {
      return switch (this) {
        case NGINX_AS_INSTALLED -> RunningProxy.nginxAsInstalled(application);
        case HAPROXY -> RunningProxy.haproxy(application);
        case APACHE -> RunningProxy.apache(application);
      };
    }
  }

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void throughEveryProxyTheFirstEventComesAtOnceOnEveryStream() throws Exception {
    for (Kind kind : Kind.values()) {
      try (RunningProxy proxy = kind.inFrontOf(server().base())) {
        for (String path : List.of(PATH, "api/events?match=" + TOPIC)) {
          assertFirstEvent(kind, proxy, path, "text/event-stream");
        }
        assertFirstEvent(kind, proxy, PATH, "application/x-ndjson");
      }
    }
  }

  private void assertFirstEvent(Kind kind, RunningProxy proxy, String path, String mediaType)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(proxy.base().resolve(path)).header("Accept", mediaType);
    String what = kind + " " + path + " " + mediaType;
    long asked = System.nanoTime();
    try (ProxiedStream stream = ProxiedStream.open(proxy.client(), request)) {
      new HubCaller(server()).publish("topic", TOPIC, "data", "first");
      stream.await("first");
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(took).as(what).isLessThan(FIRST_EVENT);
    }
  }

  @Test
  default void throughEveryProxyACursorBringsWhatWasMissed() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (Kind kind : Kind.values()) {
      try (RunningProxy proxy = kind.inFrontOf(server().base())) {
        HttpRequest.Builder request = HttpRequest.newBuilder(proxy.base().resolve(PATH));
        String seen;
        try (StreamReader reader = StreamReader.open(proxy.client(), request)) {
          caller.publish("topic", TOPIC, "data", "seen");
          seen = reader.await(1).get(0).lastEventId();
        }
        List<Dispatched> missed = new ArrayList<>();
        for (String data : List.of("missed", "missed as well")) {
          String id = caller.publish("topic", TOPIC, "data", data);
          missed.add(new Dispatched(id, "message", data));
        }
        try (StreamReader reader =
            StreamReader.open(proxy.client(), request.header("Last-Event-ID", seen))) {
          assertThat(reader.await(3).subList(0, 2)).as(kind.name()).isEqualTo(missed);
          assertThat(reader.await(3).get(2).data()).contains("\"replayed\":2");
        }
      }
    }
  }

  @Test
  default void anIdleStreamOutlivesWhatEachProxyWaitsSinceItHasAHeartbeat() throws Exception {
    Map<Kind, RunningProxy> proxies = new EnumMap<>(Kind.class);
    Map<Kind, ProxiedStream> streams = new EnumMap<>(Kind.class);
    try {
      for (Kind kind : Kind.values()) {
        RunningProxy proxy = kind.inFrontOf(server().base());
        proxies.put(kind, proxy);
        URI idle = proxy.base().resolve(HubCaller.HUB + "?match=/behind-a-proxy/idle");
        streams.put(kind, ProxiedStream.open(proxy.client(), HttpRequest.newBuilder(idle)));
      }
      Eventually.holds(
          () ->
              assertThat(streams)
                  .allSatisfy(
                      (kind, stream) -> assertThat(stream.heartbeats()).isGreaterThan(HEARTBEATS)));
      new HubCaller(server()).publish("topic", "/behind-a-proxy/idle", "data", "at last");
      for (ProxiedStream stream : streams.values()) {
        stream.await("at last");
      }
    } finally {
      proxies.values().forEach(RunningProxy::close);
    }
  }

  @Test
  default void throughHaproxyAndApacheRefusalsArriveAsTheyAreAndWebSocketsPass() throws Exception {
    for (Kind kind : List.of(Kind.HAPROXY, Kind.APACHE)) {
      try (RunningProxy proxy = kind.inFrontOf(server().base())) {
        HttpClient client = proxy.client();
        HttpRequest unauthorized =
            HttpRequest.newBuilder(proxy.base().resolve(HubCaller.HUB))
                .POST(BodyPublishers.ofString("topic=/x"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();
        HttpResponse<String> refusal = client.send(unauthorized, BodyHandlers.ofString());
        assertThat(refusal.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(refusal.statusCode()).as(kind.name()).isEqualTo(401);
        assertThat(refusal.headers().firstValue("Content-Type"))
            .hasValue("application/problem+json");
        try (SocketClient socket =
            SocketClient.open(client, proxy.base().resolve("ws?match=" + TOPIC))) {
          socket.awaitNotice("open");
          new HubCaller(server()).publish("topic", TOPIC, "data", "through " + kind);
          socket.dataUpTo("through " + kind);
        }
      }
    }
  }

  @Test
  default void haproxyAsksThoseWhoWantAStreamToComeBackWhileTheServerStarts() throws Exception {
    try (Gate gate = Gate.inFrontOf(server().base());
        RunningProxy proxy = RunningProxy.haproxy(gate.base())) {
      HttpClient client = proxy.client();
      HttpRequest.Builder request = HttpRequest.newBuilder(proxy.base().resolve(PATH));
      HttpRequest ofBrowser = request.copy().header("Accept", "text/event-stream").build();
      gate.shut(503);
      Eventually.holds(
          () -> {
            HttpResponse<String> stream = client.send(ofBrowser, BodyHandlers.ofString());
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(stream.body()).matches("retry: [2-8][0-9]{3}\n\n");
          });
      assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode())
          .as("for others")
          .isEqualTo(503);
      gate.open();
      Eventually.holds(
          () -> {
            try (StreamReader reader = StreamReader.open(client, request.copy())) {
              assertThat(reader.headers().firstValue("Courant-Subscriber")).isPresent();
            }
          });
    }
  }
}
