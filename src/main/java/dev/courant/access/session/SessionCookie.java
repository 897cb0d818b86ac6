package dev.courant.access.session;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The cookie of the HTTP session: out of reach for scripts, and for requests that other sites
 * cause. By code, because an application that overlays this one has a web.xml of its own.
 */
public final class SessionCookie {
  private static final String SAME_SITE = "SameSite";
  private static final String SET_COOKIE = "Set-Cookie";

  private SessionCookie() {}

  /**
   * Prepares an application, before it is started. What its web.xml says of {@code SameSite} is
   * left as it is.
   *
   * @param secure whether the cookie goes over HTTPS only
   */
  public static void prepare(ServletContext context, boolean secure) {
    // In a URL it would be in logs, and in links that people send each other.
    context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setHttpOnly(true);
    if (secure) {
      cookie.setSecure(true);
    }
    if (cookie.getAttribute(SAME_SITE) == null) {
      cookie.setAttribute(SAME_SITE, "Lax");
    }
  }

  /**
   * Says of the cookie that a response sets what {@link #prepare} has said of it: Payara forgets
   * {@code SameSite}. Signing in always sets it, because the session gets another identifier.
   */
  static void complete(HttpServletRequest request, HttpServletResponse response) {
    SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
    String name = config.getName() == null ? "JSESSIONID" : config.getName();
    Collection<String> cookies = List.copyOf(response.getHeaders(SET_COOKIE));
    if (cookies.stream().noneMatch(cookie -> lacksSameSite(cookie, name))) {
      return;
    }
    boolean first = true;
    for (String cookie : cookies) {
      String complete =
          lacksSameSite(cookie, name)
              ? cookie + "; " + SAME_SITE + "=" + config.getAttribute(SAME_SITE)
              : cookie;
      if (first) {
        response.setHeader(SET_COOKIE, complete);
      } else {
        response.addHeader(SET_COOKIE, complete);
      }
      first = false;
    }
  }

  private static boolean lacksSameSite(String cookie, String name) {
    return cookie.startsWith(name + "=")
        && !cookie.toLowerCase(Locale.ROOT).contains("; " + SAME_SITE.toLowerCase(Locale.ROOT));
  }
}
