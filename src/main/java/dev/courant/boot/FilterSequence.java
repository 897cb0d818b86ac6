package dev.courant.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Several filters as one: servers do not agree on the order of filters that are registered by code,
 * and here the order matters.
 */
final class FilterSequence extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient List<HttpFilter> filters;

  FilterSequence(HttpFilter... filters) {
    this.filters = List.of(filters);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    from(0, chain).doFilter(request, response);
  }

  private FilterChain from(int index, FilterChain end) {
    return index == filters.size()
        ? end
        : (request, response) ->
            filters.get(index).doFilter(request, response, from(index + 1, end));
  }
}
