package dev.courant.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A question to several nodes, and what they have answered so far. Any thread may call it. */
final class Question {
  private final int asked;
  private final Predicate<String> isEnough;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();

  /** Guarded by the lock. */
  private final List<String> answers = new ArrayList<>();

  /**
   * A question.
   *
   * @param asked how many may answer it
   * @param isEnough an answer after which no other is waited for
   */
  Question(int asked, Predicate<String> isEnough) {
    this.asked = asked;
    this.isEnough = isEnough;
  }

  void answered(String answer) {
    lock.lock();
    try {
      answers.add(answer);
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all have answered, or one has said enough, or for so long. */
  List<String> await(Duration patience) {
    long rest = patience.toNanos();
    lock.lock();
    try {
      while (answers.size() < asked && answers.stream().noneMatch(isEnough) && rest > 0) {
        rest = answered.awaitNanos(rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return soFar();
  }

  private List<String> soFar() {
    lock.lock();
    try {
      return List.copyOf(answers);
    } finally {
      lock.unlock();
    }
  }
}
