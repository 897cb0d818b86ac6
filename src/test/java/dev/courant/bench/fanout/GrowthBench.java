package dev.courant.bench.fanout;

import dev.courant.bench.fanout.Courant.Door;
import dev.courant.bench.fanout.JakartaServer.Brand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Measures how the cost of a delivery grows with the number of connections, of events and of
 * audiences, and with the size of an event; one of them changes at a time: {@code ./bench growth}.
 * Writes a file of data for each, to be drawn.
 */
final class GrowthBench {
  private static final int SECONDS = 6;
  private static final int BYTES = 120;
  private static final double DELIVERIES_PER_SECOND = 100_000;
  private static final double BYTES_PER_SECOND = 100e6;

  /**
   * One plot.
   *
   * @param name of its file
   * @param points what changes
   * @param load what that comes to
   */
  private record Series(String name, List<Integer> points, IntFunction<Load> load) {}

  private static final List<Series> ALL =
      List.of(
          new Series(
              "connections",
              List.of(50, 100, 200, 500, 1_000, 2_000, 5_000),
              n -> same(n, DELIVERIES_PER_SECOND / n, BYTES)),
          new Series(
              "events",
              List.of(10, 100, 500, 1_000, 2_000, 5_000, 10_000),
              n -> same(200, n, BYTES)),
          new Series(
              "audiences",
              List.of(1, 10, 100, 1_000, 5_000, 10_000),
              n -> new Load("audiences", n, 0, n, Load.Interest.OWN, 2_000, SECONDS, BYTES)),
          new Series(
              "size",
              List.of(100, 1_000, 4_000, 16_000, 64_000),
              n -> same(100, Math.min(500, BYTES_PER_SECOND / 100 / n), n)));

  private GrowthBench() {}

  /**
   * Runs it.
   *
   * @param arguments the directory for the data
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    try (Courant courant = new Courant(Brand.PAYARA, Door.ENDPOINT)) {
      courant.start();
      new FanoutExperiment(Load.WARM_UP).run(courant);
      for (Series series : ALL) {
        List<String> lines = new ArrayList<>();
        for (int point : series.points()) {
          lines.add(line(point, courant, series.load().apply(point)));
          System.err.println(series.name() + " " + lines.get(lines.size() - 1));
        }
        Files.write(directory.resolve(series.name() + ".dat"), lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.exit(0);
  }

  private static String line(int point, Courant courant, Load load) throws Exception {
    Row row = new FanoutExperiment(load).run(courant);
    return String.format(
        Locale.ROOT,
        "%d %.3f %.1f %.1f %.0f",
        point,
        row.microsPerDelivery(),
        row.latency().p50(),
        row.latency().p99(),
        row.perSecond());
  }

  private static Load same(int connections, double perSecond, int bytes) {
    return new Load("growth", connections, 0, 1, Load.Interest.SAME, perSecond, SECONDS, bytes);
  }
}
