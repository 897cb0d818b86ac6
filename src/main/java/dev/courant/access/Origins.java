package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origins whose pages may read and write here with the visitor's credentials: scheme, host and
 * port, compared exactly. Immutable.
 *
 * @param allowed as browsers send them in {@code Origin}: {@code https://intranet.example:8443}
 * @param hubUrl the public URL of the hub, whose origin is our own
 */
public record Origins(Set<String> allowed, URI hubUrl) {
  private static final Pattern ORIGIN_OF_URL = Pattern.compile("https?://[^/?#]+");

  /** A list of origins; the set is copied. */
  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /** Whether the page of another origin may talk to us. */
  public boolean isAllowed(String origin) {
    return allowed.contains(origin);
  }

  /**
   * Whether {@code origin} is our own: that of the public URL, or the one the request was sent to.
   * Behind a proxy that ends TLS the scheme of the request is not that of the page: so host and
   * port decide.
   */
  public boolean isOwn(String origin, HttpServletRequest request) {
    int authority = origin.indexOf("://");
    if (authority < 0) {
      return false;
    }
    String hostAndPort = origin.substring(authority + 3);
    return hostAndPort.equalsIgnoreCase(request.getHeader("Host"))
        || origin.equalsIgnoreCase(hubUrl.getScheme() + "://" + hubUrl.getRawAuthority());
  }

  /**
   * Refuses a request that comes from a page of an origin that is neither our own nor on the list.
   * A request without {@code Origin} passes: a browser leaves it out where the page is our own.
   *
   * @throws RefusedException ({@link Refusal#FOREIGN_ORIGIN}) when it comes from such a page
   */
  public void refuseForeign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin != null && !isAllowed(origin) && !isOwn(origin, request)) {
      throw foreign();
    }
  }

  /**
   * Refuses a request unless it says that it comes from a page of ours or of an origin on the list:
   * in {@code Origin}, or else in {@code Referer}. For what is done with credentials that a browser
   * adds by itself.
   *
   * @throws RefusedException ({@link Refusal#MALFORMED_CREDENTIALS}) when it does not say where it
   *     comes from, or ({@link Refusal#FOREIGN_ORIGIN}) when that is somewhere else
   */
  public void requirePage(HttpServletRequest request) {
    if (request.getHeader("Origin") != null) {
      refuseForeign(request);
      return;
    }
    String referer = request.getHeader("Referer");
    if (referer == null) {
      throw new RefusedException(
          Refusal.MALFORMED_CREDENTIALS,
          "Who writes by a cookie has to say from which page: in an Origin or a Referer header");
    }
    Matcher origin = ORIGIN_OF_URL.matcher(referer);
    if (!origin.lookingAt()
        || !(isAllowed(origin.group().toLowerCase(Locale.ROOT))
            || isOwn(origin.group(), request))) {
      throw foreign();
    }
  }

  private static RefusedException foreign() {
    return new RefusedException(
        Refusal.FOREIGN_ORIGIN,
        "Pages of another origin may use the hub when courant.cors.origins names their origin");
  }
}
