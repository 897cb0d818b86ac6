package dev.courant.transport.websocket;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a request has to look like to become a WebSocket (RFC 6455, section 4.2.1). */
final class Upgrade {
  private static final String UPGRADE = "Upgrade";
  private static final String VERSION = "Sec-WebSocket-Version";
  private static final String PROTOCOL = "websocket";
  private static final String THE_VERSION = "13";

  /** Sixteen bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private Upgrade() {}

  /**
   * Refuses whatever is not a good opening handshake: servers do not agree on what they do with it.
   *
   * @throws RefusedException ({@link Refusal#UPGRADE_REQUIRED}) when it asks for no WebSocket of
   *     the one version there is, or ({@link Refusal#INVALID}) when it has no good key
   */
  static void require(HttpServletRequest request, HttpServletResponse response) {
    boolean asked =
        request.getMethod().equals("GET")
            && lists(request, "Connection", UPGRADE)
            && lists(request, UPGRADE, PROTOCOL);
    if (!asked || !THE_VERSION.equals(request.getHeader(VERSION))) {
      // RFC 9110, section 15.5.22, and RFC 6455, section 4.4.
      response.setHeader(UPGRADE, PROTOCOL);
      response.setHeader(VERSION, THE_VERSION);
      throw new RefusedException(
          Refusal.UPGRADE_REQUIRED,
          "There is only a WebSocket here, of version %s".formatted(THE_VERSION));
    }
    String key = request.getHeader("Sec-WebSocket-Key");
    if (key == null || !KEY.matcher(key.strip()).matches()) {
      throw new RefusedException(Refusal.INVALID, "Sec-WebSocket-Key has to be 16 bytes in base64");
    }
  }

  /** Whether a page of a browser asks: browsers always say of which origin. */
  static boolean isFromPage(HttpServletRequest request) {
    return request.getHeader("Origin") != null;
  }

  private static boolean lists(HttpServletRequest request, String header, String token) {
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .anyMatch(
            entry -> entry.strip().toLowerCase(Locale.ROOT).equals(token.toLowerCase(Locale.ROOT)));
  }
}
