package dev.courant.boot;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Tells in the hub's own answers where the hub is (Mercure draft 08, "Discovery"). */
final class DiscoveryFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final String link;

  DiscoveryFilter(URI hubUrl) {
    this.link = "<%s>; rel=\"mercure\"".formatted(hubUrl);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (Startup.isOurs(request)) {
      response.addHeader("Link", link);
    }
    chain.doFilter(request, response);
  }
}
