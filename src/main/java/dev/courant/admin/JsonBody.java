package dev.courant.admin;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Locale;

/** Reads the body of a request that says that it is JSON. */
final class JsonBody {
  private JsonBody() {}

  /**
   * The body.
   *
   * @throws RefusedException when it has more bytes than that, or says that it is something else
   */
  static byte[] read(HttpServletRequest request, int maxBytes) throws IOException {
    String type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals(MediaType.APPLICATION_JSON)) {
      throw new RefusedException(
          Refusal.UNSUPPORTED_MEDIA_TYPE,
          "The body must be JSON: \"Content-Type: application/json\"");
    }
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "The body has more than %,d bytes".formatted(maxBytes));
    }
    return body;
  }
}
