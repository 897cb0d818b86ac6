package dev.courant.bench.fanout;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;

/** The server's own {@code SseBroadcaster}, in an application that has nothing else. */
final class ContainerBroadcaster implements Contender {
  private final JakartaServer.Brand brand;
  private @Nullable JakartaServer server;

  ContainerBroadcaster(JakartaServer.Brand brand) {
    this.brand = brand;
  }

  @Override
  public String name() {
    return "SseBroadcaster of " + brand.title;
  }

  @Override
  public String feed() {
    return "a bean";
  }

  /** Thousands of connections are too many for it: it may use a thread for each. */
  @Override
  public boolean takes(Load load) {
    return load.letter().equals("a") || load.letter().equals("d");
  }

  @Override
  public void start() throws IOException, InterruptedException {
    WebArchive application =
        ShrinkWrap.create(WebArchive.class, "courant.war")
            .addPackages(true, "dev.courant.bench.fanout.app.container")
            .addPackages(true, "dev.courant.bench.fanout.app.pace")
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    server = JakartaServer.start(brand, application, List.of());
  }

  @Override
  public int port() {
    return server().port;
  }

  @Override
  public String streamPath(Load load) {
    return server().path("api/bench");
  }

  @Override
  public long publish(Load load) throws IOException, InterruptedException {
    return server().publisher.publish(load, "");
  }

  @Override
  public List<ProcessHandle> processes() {
    return List.of(server().process.toHandle());
  }

  @Override
  public void close() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  private JakartaServer server() {
    return Objects.requireNonNull(server, "not started");
  }
}
