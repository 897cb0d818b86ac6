package dev.courant.access.session;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page wants its visitor to be brought after signing in or out: one of this application's
 * own pages and nothing else, or a link to here could lead anywhere (CWE-601).
 *
 * @param reference relative to the context root; begins with {@code ./}
 */
record ReturnAddress(String reference) {
  /** The page that an application shows first. */
  static final ReturnAddress ROOT = new ReturnAddress("./");

  private static final String PARAMETER = "to";
  private static final int MAX_CHARS = 2048;

  /** Segments that browsers take for a way up, in every spelling (WHATWG URL, section 4.1). */
  private static final Pattern WAY_UP = Pattern.compile("(?i)(^|.*/)(\\.|%2e){1,2}(/.*|$)");

  /**
   * The address in the query of a request: a path below the context root, with or without a slash
   * in front, and perhaps a query and a fragment.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it leads anywhere else
   */
  static Optional<ReturnAddress> of(HttpServletRequest request) {
    return FormFields.ofQuery(request).first(PARAMETER).map(ReturnAddress::parse);
  }

  static ReturnAddress parse(String text) {
    if (text.length() <= MAX_CHARS) {
      try {
        URI uri = new URI(text);
        String path = uri.getRawPath();
        if (!uri.isAbsolute()
            && uri.getRawAuthority() == null
            && path != null
            && !path.startsWith("//")
            && !WAY_UP.matcher(path).matches()) {
          // The dot makes it a path, whatever it looks like: it cannot name another host.
          return new ReturnAddress("./" + uri.toASCIIString().replaceFirst("^/+", ""));
        }
      } catch (URISyntaxException e) {
        // The same sentence helps.
      }
    }
    throw new RefusedException(
        Refusal.INVALID,
        "\"%s\" is the path of a page of this application, such as /orders?open=1, in at most %d characters"
            .formatted(PARAMETER, MAX_CHARS));
  }

  /** Sends the browser there (RFC 9110, section 15.4.4). */
  void answer(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", reference);
  }
}
