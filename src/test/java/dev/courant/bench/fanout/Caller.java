package dev.courant.bench.fanout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
    return Long.parseLong(post(query));
  }

  /** The id of a new event, behind everything that was published before. */
  String head() throws IOException, InterruptedException {
    return post("/head");
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

  /** Makes a token: {@code POST /api/admin/tokens}. */
  String mint(String adminToken, String order) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve("tokens"))
            .header("Authorization", "Bearer " + adminToken)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(order))
            .build());
  }

  private String post(String further) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + further)).POST(BodyPublishers.noBody()).build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      String text = response.body().replaceAll("(?s)<style>.*?</style>|<[^>]*>", " ");
      throw new IOException("the server answers " + response.statusCode() + " " + text);
    }
    return response.body();
  }
}
