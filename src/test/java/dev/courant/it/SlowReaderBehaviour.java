package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nobody waits for a slow reader (promise P3). Clients that never read are run beside others that
 * do, with {@code courant.write-stall=PT5S}.
 */
interface SlowReaderBehaviour {
  Duration WRITE_STALL = Duration.ofSeconds(5);

  /** For readers to get the last events after all were published. */
  Duration REST = Duration.ofSeconds(30);

  /** The tail and the log may hold 64 MiB each; the rest is what a run leaves behind. */
  long BOUND_BYTES = 256L * 1024 * 1024;

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /**
   * What one run is made of.
   *
   * @param path what the clients ask for
   * @param readers how many read
   * @param stalled how many do not
   * @param count how many events are published
   * @param bytes how large the data of each is
   * @param perSecond how many a second
   */
  record Run(
      String path, String topic, int readers, int stalled, int count, int bytes, int perSecond) {
    long paceMillis() {
      return 1000L * count / perSecond;
    }
  }

  @Test
  default void stalledClientsOfTheServletDoorDelayNobody() throws Exception {
    String topic = "/slow/servlet";
    run(new Run(HubCaller.HUB + "?match=" + topic, topic, 40, 10, 200_000, 1000, 10_000));
  }

  @Test
  default void stalledClientsOfTheJaxRsDoorDelayNobody() throws Exception {
    String topic = "/slow/jaxrs";
    run(new Run("api/events?match=" + topic, topic, 15, 5, 5_000, 4000, 500));
  }

  private void run(Run run) throws Exception {
    HubCaller caller = new HubCaller(server());
    Eventually.holds(() -> assertThat(caller.overview("connections")).isZero());
    int descriptors = server().openFileDescriptors();
    long stalledBefore = caller.overview("STALLED");
    long heapBefore = caller.heapBytes();
    List<RawClient> stalled = new ArrayList<>();
    try (Fleet readers = Fleet.of(server(), run.path(), run.readers())) {
      for (int i = 0; i < run.stalled(); i++) {
        stalled.add(RawClient.withTinyBuffer(server()).send("GET", run.path()));
      }
      int all = run.readers() + run.stalled();
      Eventually.holds(() -> assertThat(caller.overview("connections")).isEqualTo(all));

      publish(caller, run);

      readers.awaitAll(run.count(), REST);
      Eventually.holds(
          () -> assertThat(caller.overview("STALLED")).isEqualTo(stalledBefore + run.stalled()));
      assertThat(caller.overview("connections")).isEqualTo(run.readers());
      // Though the stalled clients still hold their end open, nothing is kept for them.
      Eventually.holds(
          () ->
              assertThat(server().openFileDescriptors())
                  .isLessThan(descriptors + run.readers() + run.stalled() / 2));
      assertThat(caller.heapBytes()).isLessThan(heapBefore + BOUND_BYTES);
    }
    for (RawClient client : stalled) {
      client.reset();
    }
  }

  /**
   * A publisher that waited for a client that takes nothing would be kept until that one departs.
   */
  private static void publish(HubCaller caller, Run run) throws Exception {
    String[] millis =
        caller
            .trigger(
                "load",
                "",
                "topic",
                run.topic(),
                "count",
                "" + run.count(),
                "bytes",
                "" + run.bytes(),
                "per-second",
                "" + run.perSecond())
            .split(" ", 2);
    assertThat(Long.parseLong(millis[1])).as("longest fire").isLessThan(WRITE_STALL.toMillis() / 2);
    assertThat(Long.parseLong(millis[0])).as("all of it").isLessThan(3 * run.paceMillis());
  }
}
