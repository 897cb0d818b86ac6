package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The headers that every stream needs, whichever door it goes through. */
public final class StreamHeaders {
  private StreamHeaders() {}

  /** Sets them: no cache keeps the stream, no proxy collects it, no browser guesses its type. */
  public static void set(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-cache, no-store");
    response.setHeader("X-Accel-Buffering", "no");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.getProtocol().equals("HTTP/1.1")) {
      // Illegal on HTTP/2 (RFC 9113, section 8.2.2).
      response.setHeader("Connection", "keep-alive");
    }
  }
}
