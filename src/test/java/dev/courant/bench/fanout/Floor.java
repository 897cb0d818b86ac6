package dev.courant.bench.fanout;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A bare loop in C that only writes: nobody can be cheaper. */
final class Floor implements Contender {
  private @Nullable Process process;
  private int port;

  @Override
  public String name() {
    return "bare loop in C";
  }

  @Override
  public String feed() {
    return "itself";
  }

  @Override
  public boolean takes(Load load) {
    return load.interest() == Load.Interest.SAME && load.stalled() == 0;
  }

  @Override
  public void start() throws IOException {
    port = Ports.free();
    process = Programs.start("floor", port);
    Ports.await(port);
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
    return new Caller(URI.create("http://127.0.0.1:%d/publish".formatted(port))).publish(load, "");
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
}
