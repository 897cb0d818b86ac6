package dev.courant.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs in C: where they are, how they are started, how their last line is read. */
final class Programs {
  private Programs() {}

  /** A file of {@code src/test/bench}. */
  static Path source(String name) {
    return Path.of(System.getProperty("bench.sources"), name);
  }

  /** A fresh directory below {@code target/}. */
  static Path workspace(String name) throws IOException {
    Path parent = Files.createDirectories(Path.of(System.getProperty("bench.workspace")));
    return Files.createTempDirectory(parent, name);
  }

  /** Starts one of them; what it complains of appears among our own errors. */
  static Process start(String program, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("bench.programs"), program).toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return start(new ProcessBuilder(command));
  }

  /** Starts a process that does not outlive this one. */
  static Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** Reads {@code word key=value key=value}. */
  static Map<String, Double> figures(String line) {
    Map<String, Double> figures = new HashMap<>();
    for (String part : line.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        figures.put(part.substring(0, equals), Double.valueOf(part.substring(equals + 1)));
      }
    }
    return figures;
  }
}
