package dev.courant.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SocketOrdersTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Queue<Runnable> steps = new ArrayDeque<>();
  private final List<String> carriedOut = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private int ends;
  private int unreadAnswers = Integer.MAX_VALUE;

  private final SocketOrders orders =
      new SocketOrders(this::carryOut, this::answer, () -> ends++, steps::add, nanos::get);

  @Test
  void ordersAreCarriedOutOneAfterTheOtherAndAnsweredInTheirOrder() {
    orders.take("a");
    orders.take("bad");
    orders.take("c");
    assertThat(carriedOut).as("by the thread that brings them").isEmpty();
    assertThat(steps).hasSize(1);
    work();
    assertThat(carriedOut).containsExactly("a", "bad", "c");
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0)).isEqualTo("did a");
    assertThat(answers.get(1)).contains("\"error\":", "\"status\":400", "no good");
    assertThat(answers.get(2)).isEqualTo("did c");
    orders.take("d");
    work();
    assertThat(answers).endsWith("did d");
    assertThat(ends).isZero();
  }

  @Test
  void anOrderInPartsIsOneAndOneThatIsTooLongEndsTheConnection() {
    orders.take("a", false);
    orders.take("b", true);
    orders.take("x".repeat(SocketOrders.MAX_CHARACTERS), true);
    work();
    assertThat(carriedOut).hasSize(2).startsWith("ab");
    orders.take("x".repeat(SocketOrders.MAX_CHARACTERS), false);
    assertThat(ends).isZero();
    orders.take("x", true);
    assertThat(ends).isEqualTo(1);
    orders.take("a", true);
    work();
    assertThat(carriedOut).hasSize(2);
  }

  @Test
  void moreThanTheRateIsRefusedAndTheRestIsCarriedOut() {
    for (int i = 0; i < SocketOrders.BURST + 3; i++) {
      orders.take("" + i);
    }
    work();
    assertThat(carriedOut).hasSize(SocketOrders.BURST);
    assertThat(answers.stream().filter(a -> a.contains("\"status\":429"))).hasSize(3);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    orders.take("later");
    work();
    assertThat(answers).endsWith("did later");
    assertThat(ends).isZero();
  }

  @Test
  void whoGoesOnWithWhatIsRefusedIsDoneWith() {
    for (int i = 0; i <= SocketOrders.PATIENCE; i++) {
      orders.take("bad");
      work();
    }
    assertThat(ends).isEqualTo(1);
    assertThat(answers).hasSize(SocketOrders.PATIENCE);
    orders.take("good");
    work();
    assertThat(carriedOut).doesNotContain("good");
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void whoIsWrongNowAndThenIsPutUpWith() {
    for (int i = 0; i < 5 * SocketOrders.PATIENCE; i++) {
      orders.take("bad");
      work();
      nanos.addAndGet(Duration.ofMinutes(1).toNanos() / SocketOrders.PATIENCE_PER_MINUTE);
    }
    assertThat(ends).isZero();
  }

  @Test
  void whatTheHubIsToBlameForIsNotHeldAgainstTheClient() {
    for (int i = 0; i < 3 * SocketOrders.PATIENCE; i++) {
      orders.take("busy");
      work();
    }
    assertThat(ends).isZero();
    assertThat(answers).hasSize(3 * SocketOrders.PATIENCE).allMatch(a -> a.contains("503"));
  }

  @Test
  void anOrderThatFailsIsAnsweredAndTheNextOneIsCarriedOut() {
    orders.take("broken");
    orders.take("a");
    work();
    assertThat(answers.get(0)).contains("\"error\":", "503");
    assertThat(answers.get(1)).isEqualTo("did a");
  }

  @Test
  void whoDoesNotReadTheAnswersIsDoneWith() {
    unreadAnswers = 2;
    orders.take("a");
    orders.take("b");
    orders.take("c");
    orders.take("d");
    work();
    assertThat(carriedOut).containsExactly("a", "b", "c");
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void aFloodEndsAfterAFewStepsAndLeavesNothingBehind() {
    for (int i = 0; i < 10_000; i++) {
      orders.take("x");
    }
    assertThat(ends).isEqualTo(1);
    work();
    assertThat(carriedOut).isEmpty();
    assertThat(answers).hasSizeLessThanOrEqualTo(SocketOrders.PATIENCE);
  }

  private void work() {
    for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
      step.run();
    }
  }

  private String carryOut(String message) {
    carriedOut.add(message);
    return switch (message) {
      case "bad" -> throw new RefusedException(Refusal.INVALID, "no good");
      case "busy" -> throw new RefusedException(Refusal.OVERLOADED, "not now");
      case "broken" -> throw new IllegalStateException("broken");
      default -> "did " + message;
    };
  }

  private boolean answer(String message) {
    if (answers.size() == unreadAnswers) {
      return false;
    }
    answers.add(message);
    return true;
  }
}
