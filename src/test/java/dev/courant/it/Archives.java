package dev.courant.it;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the container tests deploy: the files that the build has made. */
public final class Archives {
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(30);

  private Archives() {}

  /**
   * The hub as it is shipped, and in it the business beans of the tests: whatever is in {@code
   * dev.courant.it.app} and below. Its context root is {@code /courant}.
   */
  public static WebArchive hub() {
    return built("it.war").addPackages(true, "dev.courant.it.app");
  }

  /**
   * The example application of {@code src/it/orders}, which embeds the hub. Its context root is
   * {@code /orders}.
   */
  public static WebArchive orders() {
    return built("it.orders.war");
  }

  private static WebArchive built(String setting) {
    awaitFormerPayara();
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(ServerUnderTest.setting(setting)));
  }

  /**
   * Payara Micro is started for each test class on the same port, and its adapter does not wait for
   * the one before to end. Asking for an archive is the last thing that happens before the next one
   * is started.
   */
  private static void awaitFormerPayara() {
    if (ServerUnderTest.Brand.underTest() != ServerUnderTest.Brand.PAYARA) {
      return;
    }
    int port = Integer.parseInt(ServerUnderTest.setting("it.http.port"));
    long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
    while (!isFree(port)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("port " + port + " stays occupied");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
