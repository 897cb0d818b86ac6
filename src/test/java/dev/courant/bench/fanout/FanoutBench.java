package dev.courant.bench.fanout;

import dev.courant.bench.fanout.Courant.Door;
import dev.courant.bench.fanout.JakartaServer.Brand;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Starts each contender in turn, gives it the loads it can take, and prints the table: {@code
 * ./bench fanout [letters] [contenders]}.
 */
final class FanoutBench {
  private static final List<Contender> CONTENDERS =
      List.of(
          new Courant(Brand.PAYARA, Door.ENDPOINT),
          new Courant(Brand.WILDFLY, Door.ENDPOINT),
          new Courant(Brand.PAYARA, Door.POSTED),
          new Courant(Brand.PAYARA, Door.PRIVATE),
          new Courant(Brand.WILDFLY, Door.PRIVATE),
          new Courant(Brand.PAYARA, Door.VOLATILE),
          new Courant(Brand.PAYARA, Door.JAX_RS),
          new Courant(Brand.WILDFLY, Door.JAX_RS),
          new ContainerBroadcaster(Brand.PAYARA),
          new ContainerBroadcaster(Brand.WILDFLY),
          new Nchan(),
          new Express(),
          new Floor());

  private static final List<Experiment> EXPERIMENTS =
      Stream.concat(
              Load.ALL.stream().map(FanoutExperiment::new),
              Stream.<Experiment>of(
                  new IdleExperiment(),
                  new ReplayExperiment(),
                  new IntakeExperiment(),
                  new CutExperiment()))
          .toList();

  private FanoutBench() {}

  /**
   * Runs it.
   *
   * @param arguments the letters of the loads, such as {@code ab}, and a regular expression that is
   *     found in the names of contenders; all of them where there is none
   */
  public static void main(String[] arguments) throws Exception {
    String letters = arguments.length > 0 ? arguments[0] : "abcdefghij";
    Pattern wanted = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
    PrintStream out = System.out;
    Map<Experiment, List<Row>> rows = new LinkedHashMap<>();
    EXPERIMENTS.forEach(experiment -> rows.put(experiment, new ArrayList<>()));
    for (Contender contender : CONTENDERS) {
      List<Experiment> suiting =
          EXPERIMENTS.stream()
              .filter(e -> letters.contains(e.letter()) && e.suits(contender))
              .toList();
      if (wanted.matcher(contender.name()).find() && !suiting.isEmpty()) {
        System.err.println("measuring " + contender.name());
        measure(contender, suiting, rows);
      }
    }
    out.println(Machine.describe());
    out.println();
    out.println(Row.HEADING);
    rows.values().forEach(ofOneLoad -> ofOneLoad.forEach(out::println));
    System.exit(0);
  }

  private static void measure(
      Contender contender, List<Experiment> experiments, Map<Experiment, List<Row>> rows)
      throws Exception {
    try (contender) {
      contender.start();
      new FanoutExperiment(Load.WARM_UP).run(contender);
      for (Experiment experiment : experiments) {
        if (!contender.processes().stream().allMatch(ProcessHandle::isAlive)) {
          System.err.println(contender.name() + " has died, and is started again");
          contender.close();
          contender.start();
        }
        Row row = attempt(experiment, contender);
        System.err.println(row);
        Objects.requireNonNull(rows.get(experiment)).add(row);
      }
    }
  }

  /** One that fails does not take the others with it. */
  private static Row attempt(Experiment experiment, Contender contender) {
    try {
      return experiment.run(contender);
    } catch (Exception e) {
      return Row.failed(experiment.name(), contender, e);
    }
  }
}
