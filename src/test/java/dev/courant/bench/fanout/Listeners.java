package dev.courant.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many listeners, in a process of their own: the program {@code listen}. */
final class Listeners implements AutoCloseable {
  /** Above this share of a core the program itself may be what holds things up. */
  private static final double BUSY_SHARE = 0.9;

  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;

  /**
   * What they saw.
   *
   * @param events how many events came
   * @param seconds between the first and the last of them
   * @param lost numbers that were left out
   * @param disturbed numbers that came twice or out of order
   * @param errors answers that were not 200, and connections that were refused
   * @param closed connections that the server ended although they read
   * @param released connections that the server ended since they never read
   * @param latency from the stamp to the arrival
   * @param share of one core that the listeners took
   * @param backMillis how long it took after a cut until all were answered again
   */
  record Seen(
      long events,
      double seconds,
      long lost,
      long disturbed,
      long errors,
      long closed,
      long released,
      Latency latency,
      double share,
      long backMillis) {
    boolean isHeldUpByListeners() {
      return share > BUSY_SHARE;
    }

    /** What was not as it should be, beside events that never came. */
    List<String> troubles() {
      List<String> troubles = new ArrayList<>();
      if (disturbed > 0) {
        troubles.add(disturbed + " out of order");
      }
      if (errors > 0) {
        troubles.add(errors + " errors");
      }
      if (closed > 0) {
        troubles.add(closed + " closed by the server");
      }
      return troubles;
    }
  }

  private Listeners(Process process) {
    this.process = process;
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.orders = new OutputStreamWriter(process.getOutputStream(), UTF_8);
  }

  /** Connects as many as the load says, and returns when the server has answered each. */
  static Listeners connect(Contender contender, Load load) throws IOException {
    return connect(contender, load, contender.streamPath(load));
  }

  /** The same, to another stream of the contender. */
  static Listeners connect(Contender contender, Load load, String path) throws IOException {
    boolean isOrdered = contender.isOrdered() && load.isNumbered();
    Listeners listeners =
        new Listeners(
            Programs.start(
                "listen",
                contender.port(),
                path,
                load.connections(),
                load.stalled(),
                isOrdered ? "ordered" : "unordered",
                contender.header()));
    listeners.readLine();
    return listeners;
  }

  /** Ends all connections and opens them again, each with its cursor; does not wait. */
  void cut() throws IOException {
    order("cut");
  }

  /** Waits until so many events have come in all, or none comes any more. */
  Seen finish(long expected) throws IOException {
    order("end " + expected);
    Map<String, Double> f = Programs.figures(readLine());
    return new Seen(
        f.get("events").longValue(),
        f.get("seconds"),
        f.get("lost").longValue(),
        f.get("repeated").longValue(),
        f.get("errors").longValue(),
        f.get("closed").longValue(),
        f.get("released").longValue(),
        Latency.of(f),
        f.get("cpu") / Math.max(f.get("seconds"), 0.001),
        f.get("back_ms").longValue());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private void order(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
  }

  private String readLine() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the program listen has ended");
    }
    return line;
  }
}
