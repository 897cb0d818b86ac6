package dev.courant.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.sse.Sse;
import org.jspecify.annotations.Nullable;

/**
 * Hands {@link Sse}, which builds events, from JAX-RS to the broadcasters: a filter that runs
 * before matching is a place where both servers inject it.
 */
@Provider
@PreMatching
public class SseProvider implements ContainerRequestFilter {
  @Context private @Nullable Sse sse;

  @Override
  public void filter(ContainerRequestContext request) {
    if (sse != null) {
      RequestFrame.current().provide(sse);
    }
  }
}
