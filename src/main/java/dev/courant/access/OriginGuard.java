package dev.courant.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Refuses requests of pages from origins that are neither our own nor on the list. CORS alone keeps
 * such a page from reading the answer; this keeps it from causing one.
 */
public final class OriginGuard extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient Origins origins;
  private final transient Predicate<HttpServletRequest> guarded;

  /**
   * A guard that lets these origins pass.
   *
   * @param guarded which requests it looks at
   */
  public OriginGuard(Origins origins, Predicate<HttpServletRequest> guarded) {
    this.origins = origins;
    this.guarded = guarded;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (guarded.test(request)) {
      origins.refuseForeign(request);
    }
    chain.doFilter(request, response);
  }
}
