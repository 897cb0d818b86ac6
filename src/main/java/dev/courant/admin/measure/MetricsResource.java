package dev.courant.admin.measure;

import dev.courant.access.Authentication;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What is measured, for Prometheus: {@code GET /api/metrics}, for whoever may look. */
@Path("metrics")
@RequestScoped
public class MetricsResource {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  @Inject private Authentication authentication;
  @Inject private Meters meters;

  /**
   * The measures, in the text format of Prometheus, or as OpenMetrics for those who ask for that.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  public Response scrape(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    boolean openMetrics =
        Optional.ofNullable(request.getHeader("Accept"))
            .filter(accept -> accept.contains(OPEN_METRICS))
            .isPresent();
    String type = openMetrics ? OPEN_METRICS + "; version=1.0.0; charset=utf-8" : PROMETHEUS;
    return Response.ok(meters.registry().scrape(type), type)
        .header("Cache-Control", "no-store")
        .build();
  }
}
