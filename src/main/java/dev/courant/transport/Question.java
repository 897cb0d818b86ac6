package dev.courant.transport;

import dev.courant.access.FormFields;
import dev.courant.access.MatcherParameters;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** What a request asks for: its query and, with the method {@value #METHOD}, its body as well. */
public final class Question {
  /** The name of the method that asks a question by its body (RFC 10008). */
  public static final String METHOD = "QUERY";

  /** Form encoding makes three bytes of one; the rest is room for names and for the cursor. */
  private static final int BODY_MAX_BYTES =
      MatcherParameters.MAX_MATCHERS * (3 * Topic.MAX_BYTES + 32) + 16 * 1024;

  private Question() {}

  /**
   * The fields of the query, and behind them those of the body; reads it, which may block.
   *
   * @throws RefusedException when they cannot be read
   */
  static FormFields of(HttpServletRequest request) throws IOException {
    FormFields query = FormFields.ofQuery(request);
    return request.getMethod().equals(METHOD)
        ? query.and(FormFields.ofBody(request, BODY_MAX_BYTES))
        : query;
  }
}
