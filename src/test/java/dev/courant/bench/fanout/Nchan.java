package dev.courant.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** nginx with the module Nchan, as Debian packages them: a worker for each core. */
final class Nchan implements Contender {
  private @Nullable Process process;
  private int port;

  @Override
  public String name() {
    return "Nchan";
  }

  @Override
  public String feed() {
    return Courant.POSTERS + " HTTP connections";
  }

  /** It has one channel here: that is enough to be compared with. */
  @Override
  public boolean takes(Load load) {
    return load.interest() == Load.Interest.SAME;
  }

  @Override
  public void start() throws IOException, InterruptedException {
    Path home = Programs.workspace("nginx").toAbsolutePath();
    port = Ports.free();
    String configuration = Files.readString(Programs.source("nginx.conf"));
    Path file = home.resolve("nginx.conf");
    Files.writeString(file, configuration.replace("PORT", Integer.toString(port)));
    ProcessBuilder builder =
        new ProcessBuilder("nginx", "-p", home + "/", "-c", file.toString(), "-g", "daemon off;");
    process = Programs.start(builder);
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
  public boolean isOrdered() {
    return false;
  }

  @Override
  public long publish(Load load) throws IOException {
    return Posters.post(
            port,
            "/publish",
            Courant.POSTERS,
            load.perSecond(),
            load.seconds(),
            load.bytes(),
            "",
            "Content-Type: text/plain")
        .acknowledged();
  }

  @Override
  public List<ProcessHandle> processes() {
    ProcessHandle master = Objects.requireNonNull(process, "not started").toHandle();
    return Stream.concat(Stream.of(master), master.descendants()).toList();
  }

  /** Asked and not killed: the master ends its workers. */
  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }
}
