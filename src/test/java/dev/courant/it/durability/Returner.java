package dev.courant.it.durability;

import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One client that does what a browser's EventSource does: when its stream has ended it waits for as
 * long as the stream has asked for, and comes back with the last id that it has seen. Checks that
 * offsets are dense. It has no thread of its own.
 */
final class Returner {
  /** What a browser waits that was asked for nothing. */
  private static final long USUAL_MILLIS = 3_000;

  private final HttpClient client;
  private final HttpRequest.Builder request;
  private final ScheduledExecutorService timer;

  // Guarded by this.
  private String cursor;
  private long last;
  private String fault = "";
  private int streams;
  private int ends;
  private OptionalLong announcedMillis = OptionalLong.empty();
  private long endedNanos;
  private long earliestMillis = Long.MAX_VALUE;

  Returner(
      HttpClient client,
      HttpRequest.Builder request,
      String cursor,
      ScheduledExecutorService timer) {
    this.client = client;
    this.request = request;
    this.cursor = cursor;
    this.timer = timer;
  }

  /** Asks for the stream. */
  synchronized void connect() {
    if (ends > 0) {
      long away = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - endedNanos);
      earliestMillis = Math.min(earliestMillis, away);
    }
    EventStreamParser parser = new EventStreamParser(this::take);
    var unused =
        client
            .sendAsync(
                request.copy().setHeader("Last-Event-ID", cursor).build(),
                answer -> body(answer, parser))
            .whenComplete((answer, failure) -> ended(parser));
  }

  private BodySubscriber<Void> body(HttpResponse.ResponseInfo answer, EventStreamParser parser) {
    boolean isStream =
        answer.statusCode() == 200 && answer.headers().firstValue("Courant-Subscriber").isPresent();
    if (isStream) {
      began();
    }
    return BodyHandlers.ofByteArrayConsumer(
            piece -> piece.filter(bytes -> isStream).ifPresent(bytes -> feed(parser, bytes)))
        .apply(answer);
  }

  private synchronized void began() {
    streams++;
  }

  private synchronized void feed(EventStreamParser parser, byte[] bytes) {
    parser.feed(bytes);
    if (!parser.lastEventId().isEmpty()) {
      cursor = parser.lastEventId();
    }
  }

  private synchronized void take(Dispatched event) {
    if (event.type().equals(Replay.NOTICE_TYPE)) {
      if (!event.data().startsWith("{\"status\":\"live\"")) {
        fault = event.toString();
      }
      return;
    }
    String[] position = event.lastEventId().split("-", 2);
    long offset = Long.parseLong(position[1]);
    if (offset != last + 1) {
      fault = "behind " + last + " came " + event;
    }
    last = offset;
  }

  private synchronized void ended(EventStreamParser parser) {
    ends++;
    endedNanos = System.nanoTime();
    if (parser.reconnectionMillis().isPresent()) {
      announcedMillis = parser.reconnectionMillis();
    }
    if (!timer.isShutdown()) {
      var unused =
          timer.schedule(
              this::connect, announcedMillis.orElse(USUAL_MILLIS), TimeUnit.MILLISECONDS);
    }
  }

  /** What went wrong; empty while all is well. */
  synchronized String fault() {
    return fault;
  }

  /** The offset of the newest event that it has. */
  synchronized long last() {
    return last;
  }

  /** How many streams it was given. */
  synchronized int streams() {
    return streams;
  }

  /** For how long it was asked to stay away. */
  synchronized OptionalLong announcedMillis() {
    return announcedMillis;
  }

  /** The shortest time for which it has stayed away. */
  synchronized long earliestMillis() {
    return earliestMillis;
  }
}
