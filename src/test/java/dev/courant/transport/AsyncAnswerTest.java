package dev.courant.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An answer is written as the container takes it, and ended once. */
class AsyncAnswerTest {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final byte[] body = "0123456789abcdef".repeat(10_000).getBytes(US_ASCII);
  private final Stream stream = new Stream();
  private final AtomicInteger completions = new AtomicInteger();
  private final AtomicInteger beginnings = new AtomicInteger();
  private final AtomicInteger departures = new AtomicInteger();
  private int contentLength;
  private final AsyncAnswer answer = new AsyncAnswer(async(), stream);

  AsyncAnswerTest() {
    answer.whenWritable(beginnings::incrementAndGet);
    answer.whenGone(departures::incrementAndGet);
  }

  @Test
  void aClientThatReadsGetsItAtOnce() {
    stream.readiness = UNLIMITED;
    answer.onWritePossible();
    assertThat(beginnings).hasValue(1);
    assertThat(completions).hasValue(0);
    answer.give(body);
    assertAnswered();
  }

  @Test
  void aSlowClientGetsItPieceByPiece() {
    answer.onWritePossible();
    answer.give(body);
    assertThat(stream.written.size()).isZero();
    for (int i = 1; completions.get() == 0; i++) {
      assertThat(i).as("pieces").isLessThan(10);
      stream.readiness = 1;
      answer.onWritePossible();
    }
    assertAnswered();
  }

  @Test
  void whoIsCalledBackWhileItAsksWritesOnce() {
    stream.readiness = UNLIMITED;
    stream.whenAsked = answer::onWritePossible;
    answer.onWritePossible();
    answer.give(body);
    assertAnswered();
  }

  @Test
  void whereWritingFailsItIsEndedAndForgotten() {
    stream.readiness = UNLIMITED;
    stream.isBroken = true;
    answer.onWritePossible();
    answer.give(body);
    assertThat(completions).hasValue(1);
    stream.isBroken = false;
    answer.onWritePossible();
    assertThat(stream.written.size()).isZero();
    assertThat(completions).hasValue(1);
  }

  @Test
  void aClientThatGoesInTheMiddleIsTheEndOfIt() {
    answer.onWritePossible();
    answer.give(body);
    answer.onError(new IOException("gone"));
    assertThat(departures).hasValue(1);
    answer.abandon();
    assertThat(completions).hasValue(1);
  }

  private void assertAnswered() {
    assertThat(stream.written.toByteArray()).isEqualTo(body);
    assertThat(contentLength).isEqualTo(body.length);
    assertThat(completions).hasValue(1);
    assertThat(beginnings).hasValue(1);
  }

  private AsyncContext async() {
    return proxy(
        AsyncContext.class,
        (proxy, called, arguments) -> {
          if (called.getName().equals("complete")) {
            completions.incrementAndGet();
          }
          return called.getName().equals("getResponse") ? response() : null;
        });
  }

  private ServletResponse response() {
    return proxy(
        ServletResponse.class,
        (proxy, called, arguments) -> {
          contentLength = (int) arguments[0];
          return null;
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            AsyncAnswerTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Takes one write each time that it says it is ready. */
  private static final class Stream extends ServletOutputStream {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    int readiness;
    boolean isBroken;
    Runnable whenAsked = () -> {};

    @Override
    public boolean isReady() {
      Runnable callback = whenAsked;
      whenAsked = () -> {};
      callback.run();
      boolean isReady = readiness > 0;
      readiness -= readiness == UNLIMITED || !isReady ? 0 : 1;
      return isReady;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (isBroken) {
        throw new IOException("broken");
      }
      written.write(bytes, from, length);
    }
  }
}
