package dev.courant.it.client;

import dev.courant.client.ClientFiles;
import dev.courant.client.Exchange;
import dev.courant.client.RawServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy in front of the server under test which does to requests for streams, WebSockets and
 * polls what bad networks and bad proxies do. Everything else goes through, and the pages of the
 * tests are served here, so that a page and its hub are of one origin.
 */
final class FaultProxy implements AutoCloseable {
  private static final List<String> WAYS_TO_READ =
      List.of("/.well-known/mercure", "/ws", "/api/poll");

  private final URI server;
  private final RawServer entrance;
  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final List<Exchange> asked = new CopyOnWriteArrayList<>();
  private volatile Fault usual = Fault.none();

  private FaultProxy(URI server) throws IOException {
    this.server = server;
    this.entrance = new RawServer(this::handle);
  }

  static FaultProxy inFrontOf(URI server) throws IOException {
    return new FaultProxy(server);
  }

  /** The page that listens. */
  String page() {
    return entrance.base().resolve(ClientFiles.TESTS + "page.html").toString();
  }

  /** What happens to the next requests for a stream, one after the other. */
  FaultProxy next(Fault... faults) {
    next.addAll(List.of(faults));
    return this;
  }

  /** What happens to those for which nothing was said. */
  FaultProxy usually(Fault fault) {
    usual = fault;
    return this;
  }

  /** Cuts all connections, as a server does that is stopped. */
  void cut() {
    entrance.cut();
  }

  /** The requests for a stream or a part of one. */
  List<Exchange> asked() {
    return asked;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }

  private void handle(Exchange exchange) throws IOException {
    if (ClientFiles.serve(exchange)) {
      return;
    }
    Passage passage = new Passage(server, exchange);
    if (WAYS_TO_READ.stream().noneMatch(exchange.path()::endsWith)) {
      passage.through();
      return;
    }
    asked.add(exchange);
    Fault fault = next.poll();
    (fault == null ? usual : fault).happen(exchange, passage);
  }
}
