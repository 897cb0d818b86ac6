package dev.courant.it.durability;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that never gives up: whenever its stream ends, for whatever reason, it connects again
 * with the last id that it has seen, as a browser does.
 */
final class Follower implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where it goes in turn. */
  private final List<HttpRequest.Builder> requests;

  private final Thread thread = new Thread(this::follow, "follower");
  private final List<Dispatched> events = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private volatile boolean closed;
  private final AtomicInteger streams = new AtomicInteger();

  /** Touched by the follower's thread only, once that has been started. */
  private String cursor;

  private Follower(List<HttpRequest.Builder> requests, String cursor) {
    this.requests = requests;
    this.cursor = cursor;
  }

  /** A follower of these topics, from a cursor on. */
  static Follower start(ServerUnderTest server, String match, String cursor) {
    return start(List.of(server), match, cursor);
  }

  /** One that goes to the next of several servers with each connection. */
  static Follower start(List<ServerUnderTest> servers, String match, String cursor) {
    String path = HubCaller.HUB + "?match=" + HubCaller.encode(match);
    Follower follower =
        new Follower(
            servers.stream().map(server -> HttpRequest.newBuilder(server.at(path))).toList(),
            cursor);
    follower.thread.setDaemon(true);
    follower.thread.start();
    return follower;
  }

  /** Everything that it has got, the hub's own words left out. */
  List<Dispatched> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** The hub's own words. */
  List<String> notices() {
    synchronized (events) {
      return List.copyOf(notices);
    }
  }

  /** How many streams it has been given. */
  int streams() {
    return streams.get();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void follow() {
    for (int turn = 0; !closed; turn++) {
      try {
        readOneStream(requests.get(turn % requests.size()));
      } catch (IOException serverIsDown) {
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void readOneStream(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        CLIENT.send(
            request.copy().setHeader("Last-Event-ID", cursor).build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("no stream yet: " + response.statusCode());
      }
      streams.incrementAndGet();
      EventStreamParser parser = new EventStreamParser(this::take);
      byte[] buffer = new byte[64 * 1024];
      for (int n = body.read(buffer); n >= 0 && !closed; n = body.read(buffer)) {
        parser.feed(buffer, 0, n);
        if (!parser.lastEventId().isEmpty()) {
          cursor = parser.lastEventId();
        }
      }
    }
  }

  private void take(Dispatched event) {
    synchronized (events) {
      if (event.type().equals(Replay.NOTICE_TYPE)) {
        notices.add(event.data());
      } else {
        events.add(event);
      }
    }
  }
}
