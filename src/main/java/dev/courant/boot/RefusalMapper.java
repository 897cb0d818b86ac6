package dev.courant.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.admin.measure.Meters;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS resources refuse. */
@Provider
@ApplicationScoped
public class RefusalMapper implements ExceptionMapper<RefusedException> {
  @Inject private Deployment deployment;
  @Inject private HttpServletRequest request;
  @Inject private Meters meters;

  @Override
  public Response toResponse(RefusedException refused) {
    meters.refused(refused.refusal());
    Problem problem = Problem.of(request, refused, deployment.resourceMetadata().url());
    Response.ResponseBuilder response = Response.status(problem.status());
    if (!problem.body().isEmpty()) {
      response.type(problem.mediaType()).entity(problem.body().getBytes(UTF_8));
    }
    problem.headers().forEach(response::header);
    return response.build();
  }
}
