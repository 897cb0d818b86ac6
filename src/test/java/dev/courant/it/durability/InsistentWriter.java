package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes numbered events over HTTP, one after the other, each under an idempotency key of its
 * own and again and again until it is acknowledged, whatever happens to the server meanwhile.
 */
final class InsistentWriter implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** The data of events has different lengths, up to this. */
  private static final int MAX_FILLER = 997;

  /**
   * What the writer was told.
   *
   * @param data the data of its event
   * @param id the id that was answered
   */
  record Acknowledgement(String data, String id) {}

  private final String name;
  private final HubCaller caller;
  private final String topic;
  private final Duration rest;
  private final Thread thread;
  private final List<Acknowledgement> acknowledgements = new ArrayList<>();
  private volatile boolean ended;
  private volatile String fault = "";

  private InsistentWriter(String name, HubCaller caller, String topic, Duration rest) {
    this.name = name;
    this.caller = caller;
    this.topic = topic;
    this.rest = rest;
    this.thread = new Thread(this::write, "writer " + name);
  }

  /**
   * A writer that writes from now on; the server must have been up once.
   *
   * @param rest how long it rests after each event
   */
  static InsistentWriter start(String name, HubCaller caller, String topic, Duration rest) {
    InsistentWriter writer = new InsistentWriter(name, caller, topic, rest);
    writer.thread.setDaemon(true);
    writer.thread.start();
    return writer;
  }

  String name() {
    return name;
  }

  /** What it was told so far; fails when it was told something that is no answer to its events. */
  List<Acknowledgement> acknowledged() {
    assertThat(fault).as("unexpected answer to writer %s", name).isEmpty();
    synchronized (acknowledgements) {
      return List.copyOf(acknowledgements);
    }
  }

  /** Waits until each of them has been told some more. */
  static void awaitProgress(List<InsistentWriter> writers) throws Exception {
    for (InsistentWriter writer : writers) {
      int before = writer.acknowledged().size();
      Eventually.holds(
          Duration.ofMinutes(1),
          () -> assertThat(writer.acknowledged()).hasSizeGreaterThan(before + 20));
    }
  }

  /** Every number once and in order, and what was acknowledged under the id that was answered. */
  void assertKeptIn(List<Dispatched> events) {
    List<Dispatched> own =
        events.stream().filter(event -> event.data().startsWith(name + ":")).toList();
    assertThat(own)
        .as("of writer %s", name)
        .isEqualTo(
            acknowledged().stream()
                .map(told -> new Dispatched(told.id(), "message", told.data()))
                .toList());
  }

  /** Lets it finish the event that it is at. */
  void finish() throws InterruptedException {
    ended = true;
    thread.join();
  }

  /** Ends it at once. */
  @Override
  public void close() {
    ended = true;
    thread.interrupt();
  }

  private void write() {
    try {
      for (int number = 1; !ended && fault.isEmpty(); number++) {
        String data = "%s:%d:%s".formatted(name, number, "x".repeat(number * 31 % MAX_FILLER));
        publishUntilAcknowledged(data, name + "-" + number);
        LockSupport.parkNanos(rest.toNanos());
      }
    } catch (InterruptedException closed) {
      return;
    }
  }

  private void publishUntilAcknowledged(String data, String key) throws InterruptedException {
    while (fault.isEmpty()) {
      try {
        HttpRequest.Builder request =
            caller
                .posting(HubCaller.form("topic", topic, "data", data))
                .header("Authorization", caller.bearer())
                .header("Idempotency-Key", key);
        HttpResponse<String> response = caller.send(request);
        // A 200 without an id is none of the hub's: Payara Micro has answered so, now and then,
        // around
        // a kill or a start. Nothing says that the event was stored, so it is sent again.
        if (response.statusCode() == 200 && !response.body().isBlank()) {
          synchronized (acknowledgements) {
            acknowledgements.add(new Acknowledgement(data, response.body()));
          }
          return;
        }
        // That is what servers say while they start or stop; anything else is meant for us.
        if (response.statusCode() < 500
            && response.statusCode() != 404
            && response.statusCode() != 200) {
          fault = response.statusCode() + " " + response.body();
        }
      } catch (IOException serverIsDown) {
        // Whether the event was stored is unknown: the next try finds out by its key.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
