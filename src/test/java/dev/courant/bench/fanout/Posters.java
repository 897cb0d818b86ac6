package dev.courant.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Publishers over HTTP, in a process of their own: the program {@code post}. */
final class Posters {
  private Posters() {}

  /**
   * What became of it.
   *
   * @param acknowledged how many events were answered with success
   * @param refused how many were answered otherwise
   * @param seconds how long it took
   * @param latency from asking to being answered
   */
  record Outcome(long acknowledged, long refused, double seconds, Latency latency) {}

  /**
   * Publishes, and waits for the end.
   *
   * @param connections how many publish at a time, each waiting for its answers
   * @param perSecond events per second of all together; 0 for as many as are answered
   * @param prefix what stands in the body before the data
   * @param headers of each request
   */
  static Outcome post(
      int port,
      String path,
      int connections,
      double perSecond,
      int seconds,
      int bytes,
      String prefix,
      String... headers)
      throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of(port, path, connections, perSecond, seconds, bytes, prefix));
    arguments.addAll(List.of(headers));
    Process process = Programs.start("post", arguments.toArray());
    Map<String, Double> f =
        Programs.figures(new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    return new Outcome(
        f.get("acknowledged").longValue(),
        f.get("refused").longValue(),
        f.get("seconds"),
        Latency.of(f));
  }
}
