package dev.courant.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of one request, by which its answer, the log and what stands in front of the server can
 * be brought together: what the request brings in its header {@value #HEADER}, if that is a plain
 * token, else a random one.
 */
final class RequestId {
  static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = "dev.courant.request-id";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** Gives a request its name, and tells that in the answer. */
  static void give(HttpServletRequest request, HttpServletResponse response) {
    String brought = request.getHeader(HEADER);
    boolean isToken = brought != null && TOKEN.matcher(brought).matches();
    String id = isToken ? brought : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
  }

  /** The name that a request was given. */
  static Optional<String> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }
}
