package dev.courant.boot;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers every URL of an application that could not be started with the reason. */
final class FailureFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  FailureFilter(String sentence) {
    this.sentence = sentence;
  }

  /** The same, for application code that wants something of a hub which could not be started. */
  static RefusedException refusal(String sentence) {
    return new RefusedException(Refusal.NOT_STARTED, "Courant has not been started: " + sentence);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException {
    ProblemFilter.answer(response, Problem.of(request, Refusal.NOT_STARTED, sentence));
  }
}
