package dev.courant.hub.fanout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Threads that take their steps when they are told to. */
final class Steps implements Executor {
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether there was a step to take. */
  boolean runOne() {
    Runnable step = waiting.poll();
    if (step != null) {
      step.run();
    }
    return step != null;
  }

  @Override
  public void execute(Runnable step) {
    waiting.add(step);
  }
}
