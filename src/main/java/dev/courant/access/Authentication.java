package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a caller may do, from the credentials in its request. Any thread may call it. */
public final class Authentication {
  /** RFC 6750, section 2.1; the scheme is case-insensitive (RFC 9110, section 11.1). */
  private static final Pattern BEARER =
      Pattern.compile("Bearer(?: +([A-Za-z0-9._~+/-]+=*))? *", Pattern.CASE_INSENSITIVE);

  private static final int MAX_HEADER_CHARS = 16 * 1024;

  private final AdminToken adminToken;

  /** Authentication by the admin token. */
  public Authentication(AdminToken adminToken) {
    this.adminToken = adminToken;
  }

  /**
   * What the caller may do; {@link Grant#ANONYMOUS} when it presents no bearer token.
   *
   * @throws RefusedException ({@link Refusal#MALFORMED_CREDENTIALS} or {@link
   *     Refusal#INVALID_TOKEN}) when it presents one that cannot be read or is not good
   */
  public Grant grantOf(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (headers.size() > 1) {
      throw malformed("There is more than one Authorization header");
    }
    if (headers.isEmpty() || !headers.get(0).regionMatches(true, 0, "Bearer", 0, 6)) {
      return Grant.ANONYMOUS;
    }
    if (headers.get(0).length() > MAX_HEADER_CHARS) {
      throw malformed("The token is too long");
    }
    Matcher bearer = BEARER.matcher(headers.get(0));
    if (!bearer.matches() || bearer.group(1) == null) {
      throw malformed("The Authorization header is not \"Bearer\" and a token");
    }
    if (!adminToken.matches(bearer.group(1))) {
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token is not known here");
    }
    return Grant.ALL;
  }

  private static RefusedException malformed(String detail) {
    return new RefusedException(Refusal.MALFORMED_CREDENTIALS, detail);
  }
}
