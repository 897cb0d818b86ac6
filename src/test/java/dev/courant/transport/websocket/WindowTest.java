package dev.courant.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final AtomicLong marks = new AtomicLong(100);
  private final Window window = new Window(marks::incrementAndGet);

  @Test
  void nothingIsAskedOfWhoGetsLittle() {
    send(Window.STRETCH_MESSAGES - 1);
    assertThat(window.nextMark()).isEmpty();
    assertThat(window.isFull()).isFalse();
  }

  @Test
  void behindAStretchComesAPingAndOneMoreStretchMayFollow() {
    send(Window.STRETCH_MESSAGES);
    assertThat(window.nextMark()).hasValue(101);
    assertThat(window.nextMark()).isEmpty();
    assertThat(window.isFull()).isFalse();
    send(Window.STRETCH_MESSAGES - 1);
    assertThat(window.isFull()).isFalse();
    send(1);
    assertThat(window.isFull()).isTrue();
    assertThat(window.nextMark()).isEmpty();
  }

  @Test
  void thePongOpensItAndTheNextStretchIsAskedForAtOnce() {
    send(Window.STRETCH_MESSAGES);
    long mark = window.nextMark().orElseThrow();
    send(Window.STRETCH_MESSAGES);
    assertThat(window.isRead(mark)).isTrue();
    assertThat(window.isFull()).isFalse();
    assertThat(window.nextMark()).hasValue(mark + 1);
    assertThat(window.isFull()).isFalse();
  }

  @Test
  void onlyThePongThatIsAwaitedOpensItAndOnlyOnce() {
    assertThat(window.isRead(0)).isFalse();
    send(Window.STRETCH_MESSAGES);
    long mark = window.nextMark().orElseThrow();
    send(Window.STRETCH_MESSAGES);
    assertThat(window.isRead(mark + 1)).isFalse();
    assertThat(window.isFull()).isTrue();
    assertThat(window.isRead(mark)).isTrue();
    assertThat(window.isRead(mark)).isFalse();
  }

  @Test
  void aPingForAnotherReasonCarriesTheMarkThatIsAwaited() {
    send(Window.STRETCH_MESSAGES);
    long mark = window.nextMark().orElseThrow();
    assertThat(window.mark()).isEqualTo(mark);
    assertThat(window.isRead(window.mark())).isTrue();
  }

  @Test
  void oneLongMessageIsAStretch() {
    window.sent("x".repeat(Window.STRETCH_CHARACTERS));
    assertThat(window.nextMark()).isPresent();
    assertThat(window.isFull()).isFalse();
    window.sent("x".repeat(10 * Window.STRETCH_CHARACTERS));
    assertThat(window.isFull()).isTrue();
  }

  private void send(int messages) {
    for (int i = 0; i < messages; i++) {
      window.sent("x");
    }
  }
}
