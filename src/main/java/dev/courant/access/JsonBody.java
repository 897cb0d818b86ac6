package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;

/** Reads the body of a request that says that it is JSON. */
public final class JsonBody {
  private static final String MEDIA_TYPE = "application/json";

  private JsonBody() {}

  /**
   * The body.
   *
   * @param maxBytes how long it may be
   * @throws RefusedException when it has more bytes than that, or says that it is something else
   */
  public static byte[] read(HttpServletRequest request, int maxBytes) throws IOException {
    String type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
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
