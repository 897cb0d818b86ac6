package dev.courant.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the {@link ResourceMetadata}, under the path of the hub as it is in this application, and
 * as it is in public where a proxy maps one to the other.
 */
@WebServlet(urlPatterns = ResourceMetadata.WELL_KNOWN + "/*")
public class ResourceMetadataServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Deployment deployment;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    if (!path.equals(ResourceMetadata.HUB)
        && !path.equals(deployment.settings().hubUrl().getPath())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("application/json");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(deployment.resourceMetadata().body().getBytes(UTF_8));
  }
}
