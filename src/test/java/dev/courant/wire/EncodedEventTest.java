package dev.courant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EncodedEventTest {
  private final Event event =
      new Event(new Position("e", 1), 0, Publication.of("/a", "x".repeat(100_000)));

  @Test
  void allThreadsThatAskAtOnceGetTheSameArray() throws Exception {
    int askers = 8;
    EncodedEvent encoded = new EncodedEvent(event);
    CyclicBarrier together = new CyclicBarrier(askers);
    Callable<byte[]> ask =
        () -> {
          together.await();
          return encoded.bytes(Format.EVENT_STREAM);
        };
    ExecutorService threads = Executors.newFixedThreadPool(askers);
    try {
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < askers; i++) {
        answers.add(threads.submit(ask));
      }
      for (Future<byte[]> answer : answers) {
        assertThat(answer.get()).isSameAs(encoded.bytes(Format.EVENT_STREAM));
      }
    } finally {
      threads.shutdownNow();
    }
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
