package dev.courant.hub.fanout;

import dev.courant.event.RefusedException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** What others want of a pump, in order: they put letters in, the pump's thread reads them. */
final class Mailbox {
  private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
  private final Bell bell;

  Mailbox(Bell bell) {
    this.bell = bell;
  }

  /** Puts a letter in, and wakes the pump; any thread. */
  void post(Runnable letter) {
    letters.add(letter);
    bell.ring();
  }

  /**
   * Puts a question in; any thread.
   *
   * @return the answer, on the pump's thread; or what it has refused
   */
  <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    post(
        () -> {
          try {
            answer.complete(question.get());
          } catch (RefusedException refused) {
            answer.completeExceptionally(refused);
          }
        });
    return answer;
  }

  /** A letter that could not be read to its end is read again: none does harm twice. */
  void readAll() {
    for (Runnable letter = letters.peek(); letter != null; letter = letters.peek()) {
      letter.run();
      letters.remove();
    }
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }
}
