package dev.courant.boot;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.transport.Accept;
import dev.courant.wire.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * "Not now, come back a little later", in the words of an event stream. A browser's EventSource
 * gives a stream up for good after any other answer than such a stream: so it gets one, that says
 * after how long to come back, and ends (WHATWG HTML, section 9.2.3 and 9.2.6).
 */
final class Comeback {
  static final String MEDIA_TYPE = "text/event-stream;charset=utf-8";

  /** A client that can tell statuses asks for them with this in its query. */
  private static final String PARAMETER = "problems";

  private static final String STATUS = "status";
  private static final Set<String> READING = Set.of("GET", "QUERY");
  private static final long SOONEST_MILLIS = 2_000;

  /** All that were refused together must not come back together. */
  private static final long SPREAD_MILLIS = 6_000;

  private Comeback() {}

  /**
   * Whether the request is one for a stream, by a client that knows event streams and no statuses.
   */
  static boolean isUnderstoodBy(HttpServletRequest request) {
    return READING.contains(request.getMethod())
        && wantsEventStream(request)
        && !isStatusAsked(request);
  }

  /**
   * The stream.
   *
   * @param chance a number from 0 to 1
   */
  static String body(Refusal refusal, double chance) {
    long retryMillis = SOONEST_MILLIS + (long) (SPREAD_MILLIS * chance);
    return ": %s\nretry: %d\n\n".formatted(refusal.title(), retryMillis);
  }

  private static boolean wantsEventStream(HttpServletRequest request) {
    Accept accept = Accept.of(request);
    return accept.namesEventStream() && accept.format() == Format.EVENT_STREAM;
  }

  private static boolean isStatusAsked(HttpServletRequest request) {
    try {
      return FormFields.ofQuery(request).all(PARAMETER).contains(STATUS);
    } catch (RefusedException unreadable) {
      return false;
    }
  }
}
