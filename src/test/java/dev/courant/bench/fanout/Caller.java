package dev.courant.bench.fanout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Asks a contender to publish by itself, and waits until it has. */
final class Caller {
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** Not HTTP/2: Payara would end a connection on which nothing comes for half a minute. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;

  /** A caller of the URL that publishes, without its query. */
  Caller(URI base) {
    this.base = base;
  }

  /** Publishes what the load says; answers how many events there were. */
  long publish(Load load, String further) throws IOException, InterruptedException {
    String query =
        String.format(
            Locale.ROOT,
            "?rate=%f&seconds=%d&size=%d&topics=%d%s",
            load.perSecond(),
            load.seconds(),
            load.bytes(),
            load.topics(),
            further);
    var response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(base + query)).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(base + " answers " + response.statusCode() + " " + response.body());
    }
    return Long.parseLong(response.body());
  }

  /** Waits until it can be asked. */
  void awaitReady(Process process) throws IOException, InterruptedException {
    Load nothing = Load.WARM_UP.with("nothing", 0, 1);
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      try {
        publish(nothing, "");
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }
}
