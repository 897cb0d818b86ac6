package dev.courant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EncodedEventTest {
  private static final int ASKERS = 4;
  private static final int ROUNDS = 20;

  private final Event event =
      new Event(new Position("e", 1), 0, Publication.of("/a", "x".repeat(1_000_000)));

  @Test
  void allThreadsThatAskAtOnceGetTheSameArray() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(ASKERS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        EncodedEvent encoded = new EncodedEvent(event);
        CyclicBarrier together = new CyclicBarrier(ASKERS);
        Callable<byte[]> ask =
            () -> {
              together.await();
              return encoded.bytes(Format.EVENT_STREAM);
            };
        for (Future<byte[]> answer : threads.invokeAll(Collections.nCopies(ASKERS, ask))) {
          assertThat(answer.get()).isSameAs(encoded.bytes(Format.EVENT_STREAM));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theBytesAreThoseOfTheFormat() {
    EncodedEvent encoded = new EncodedEvent(event);
    assertThat(encoded.bytes(Format.EVENT_STREAM)).isEqualTo(Format.EVENT_STREAM.encode(event));
  }

  @Test
  void whatTheContainerEncodesHasNoBytes() {
    EncodedEvent encoded = new EncodedEvent(event);
    assertThat(encoded.bytes(Format.EVENT_STREAM)).isNotEmpty();
    assertThat(encoded.bytes(Format.CONTAINER)).isEmpty();
    assertThat(encoded.event()).isSameAs(event);
  }
}
