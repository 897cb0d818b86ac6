package dev.courant.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.RefusedException;
import dev.courant.hub.measure.Measures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Answers what the filters and servlets behind it refuse: the one place where that is done. */
final class ProblemFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final URI resourceMetadata;
  private final transient Measures measures;

  ProblemFilter(URI resourceMetadata, Measures measures) {
    this.resourceMetadata = resourceMetadata;
    this.measures = measures;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (RefusedException refused) {
      measures.refused(refused.refusal());
      if (response.isCommitted()) {
        throw refused;
      }
      answer(response, Problem.of(request, refused, resourceMetadata));
    }
  }

  static void answer(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    if (problem.body().isEmpty()) {
      return;
    }
    response.setContentType(problem.mediaType());
    response.getOutputStream().write(problem.body().getBytes(UTF_8));
  }
}
