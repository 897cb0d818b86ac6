package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries of other ecosystems that tests run against the hub, got by their own package managers
 * into the build directory. Where there is no such program, or it cannot get them, the test is
 * reported as skipped: the build needs neither.
 */
final class Packages {
  private static final Path FOLDER = Path.of("target/it-packages");

  private Packages() {}

  /** A folder in which npm has installed these, each with its version. */
  static Path npm(String... packages) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve("npm");
    try (FileChannel turn = turn()) {
      if (!Files.isDirectory(folder.resolve("node_modules"))) {
        List<String> command =
            new ArrayList<>(
                List.of("npm", "install", "--ignore-scripts", "--no-save", "--legacy-peer-deps"));
        command.addAll(List.of("--prefix", folder.toString()));
        command.addAll(List.of(packages));
        Files.createDirectories(folder);
        get(command);
      }
    }
    return folder.resolve("node_modules");
  }

  /** A Python that knows these, each with its version. */
  static Path python(String... packages) throws IOException, InterruptedException {
    Path folder = FOLDER.resolve("python");
    Path python = folder.resolve("bin/python");
    Path done = folder.resolve("done");
    try (FileChannel turn = turn()) {
      if (!Files.exists(done)) {
        get(List.of("python3", "-m", "venv", folder.toString()));
        List<String> command =
            new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "--quiet"));
        command.addAll(List.of(packages));
        get(command);
        Files.createFile(done);
      }
    }
    return python;
  }

  /** Runs a program that has to succeed, and returns what it says. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Result result = execute(command);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  /**
   * Waits until nobody else fetches: the tests of both servers may run at the same time, and ask
   * for the same. It is the caller's turn until this is closed.
   */
  private static FileChannel turn() throws IOException {
    Files.createDirectories(FOLDER);
    FileChannel lock =
        FileChannel.open(
            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    return lock;
  }

  private static void get(List<String> command) throws IOException, InterruptedException {
    try {
      Result result = execute(command);
      if (result.exitCode() != 0) {
        abort("skipped, since %s failed: %s".formatted(command, result.output()));
      }
    } catch (IOException noSuchProgram) {
      abort("skipped: " + noSuchProgram.getMessage());
    }
  }

  /** How a program has ended, and what it has said. */
  private record Result(int exitCode, String output) {}

  private static Result execute(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
