package dev.courant.bench.fanout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Node.js with Express: one process, a loop over its listeners, no middleware. */
final class Express implements Contender {
  private @Nullable Process process;
  private int port;

  @Override
  public String name() {
    return "Express";
  }

  @Override
  public String feed() {
    return "a timer in it";
  }

  @Override
  public boolean takes(Load load) {
    return load.interest() == Load.Interest.SAME && load.stalled() == 0;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    port = Ports.free();
    Path script = Path.of(System.getProperty("bench.programs"), "express", "server.js");
    process = Programs.start(new ProcessBuilder("node", script.toString(), Integer.toString(port)));
    publisher().awaitReady(process);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String streamPath(Load load) {
    return "/stream";
  }

  @Override
  public long publish(Load load) throws IOException, InterruptedException {
    return publisher().publish(load, "");
  }

  @Override
  public List<ProcessHandle> processes() {
    return List.of(Objects.requireNonNull(process, "not started").toHandle());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private Caller publisher() {
    return new Caller(URI.create("http://127.0.0.1:%d/publish".formatted(port)));
  }
}
