package dev.courant.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients that read the same stream as fast as it comes, all on one thread, each with a check
 * of its own that nothing is missing, doubled or out of order.
 */
public final class Fleet implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;

  private record Ship(SocketChannel channel, NumberedStream stream) {}

  /** Touched by the fleet's thread only. */
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private final List<Ship> ships = new ArrayList<>();
  private final Selector selector = Selector.open();
  private final Thread thread = new Thread(this::sail, "fleet");

  /** Only the fleet's thread writes what is in the streams; this makes it visible to others. */
  private volatile List<String> log = List.of();

  private Fleet() throws IOException {}

  /** So many clients of a path; they read from now on. */
  public static Fleet of(ServerUnderTest server, String path, int size) throws IOException {
    Fleet fleet = new Fleet();
    var address = new InetSocketAddress(server.base().getHost(), server.base().getPort());
    String request =
        "GET %s%s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(server.base().getRawPath(), path, server.base().getRawAuthority());
    for (int i = 0; i < size; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
      channel.configureBlocking(false);
      Ship ship = new Ship(channel, new NumberedStream());
      channel.register(fleet.selector, SelectionKey.OP_READ, ship);
      fleet.ships.add(ship);
    }
    fleet.thread.setDaemon(true);
    fleet.thread.start();
    return fleet;
  }

  /** Waits until every client has got the events 1 to {@code count}, in order. */
  public void awaitAll(long count, Duration patience) throws Exception {
    String complete = "got " + count;
    Eventually.holds(
        patience,
        () -> assertThat(log).hasSameSizeAs(ships).allMatch(state -> state.equals(complete)));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    thread.interrupt();
    thread.join();
    selector.close();
    for (Ship ship : ships) {
      ship.channel.close();
    }
  }

  private void sail() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        selector.select(this::read, 100);
        log = ships.stream().map(ship -> state(ship.stream)).toList();
      }
    } catch (IOException e) {
      log = List.of(e.toString());
    }
  }

  private static String state(NumberedStream stream) {
    return stream.fault().isEmpty() ? "got " + stream.last() : stream.fault();
  }

  private void read(SelectionKey key) {
    Ship ship = (Ship) key.attachment();
    try {
      int n = ship.channel.read(ByteBuffer.wrap(buffer));
      if (n < 0) {
        key.cancel();
      } else {
        ship.stream.feed(buffer, n);
      }
    } catch (IOException e) {
      key.cancel();
    }
  }
}
