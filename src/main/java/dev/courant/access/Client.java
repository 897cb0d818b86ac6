package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The program that a request comes from, as far as it can be told. Nothing of it is to be believed
 * but the address, and no right depends on it. An immutable value.
 *
 * @param address the network address of its machine, as text
 * @param protocol what it speaks, such as {@code HTTP/1.1}
 * @param userAgent what it calls itself; empty where it does not, cut off at {@value
 *     #MAX_USER_AGENT_CHARS} characters
 */
public record Client(String address, String protocol, String userAgent) {
  private static final int MAX_USER_AGENT_CHARS = 256;

  /** A client; what it calls itself is cut off where it is long. */
  public Client {
    if (userAgent.length() > MAX_USER_AGENT_CHARS) {
      userAgent = userAgent.substring(0, MAX_USER_AGENT_CHARS);
    }
  }

  /** The sender of a request that comes from that address. */
  static Client of(HttpServletRequest request, String address) {
    String userAgent = request.getHeader("User-Agent");
    return new Client(address, request.getProtocol(), userAgent == null ? "" : userAgent);
  }
}
