package dev.courant.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.RefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS resources refuse. */
@Provider
public class RefusalMapper implements ExceptionMapper<RefusedException> {
  @Override
  public Response toResponse(RefusedException refused) {
    Problem problem = Problem.of(refused);
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.body().getBytes(UTF_8));
    problem.headers().forEach(response::header);
    return response.build();
  }
}
