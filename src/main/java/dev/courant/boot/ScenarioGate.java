package dev.courant.boot;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers for the pages of the scenarios while they are switched off. */
final class ScenarioGate extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final boolean isOpen;

  ScenarioGate(boolean isOpen) {
    this.isOpen = isOpen;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isOpen && request.getServletPath().startsWith("/scenarios/")) {
      throw refusal();
    }
    chain.doFilter(request, response);
  }

  static RefusedException refusal() {
    return new RefusedException(
        Refusal.NOT_FOUND,
        "The scenarios are switched off here: start the server with -D%s=true to see them"
            .formatted(ScenarioSwitch.KEY));
  }
}
