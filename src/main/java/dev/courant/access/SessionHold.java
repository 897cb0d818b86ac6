package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What keeps an HTTP session from expiring while a request of it is being answered. Payara has such
 * a thing, and a stream is being answered for as long as it is open: so a page that is left open
 * would stay signed in for ever. The Servlet API has no word for it, so that server is asked by
 * name, by reflection on public methods; on any other nothing is found, and nothing is done.
 */
final class SessionHold {
  private SessionHold() {}

  /**
   * Lets the session of a request expire though the request goes on; on the request's thread. The
   * request counts as the use of the session that it is when it begins.
   */
  static void release(HttpServletRequest request) {
    ServerConnection.follow(
        ServerConnection.innermost(request), "getUnwrappedCoyoteRequest", "unlockSession");
  }
}
