package dev.courant.access;

/**
 * How credentials may be presented, and who needs none.
 *
 * @param cookie the name of the cookie that may carry a token
 * @param legacyTokens whether tokens may also be presented as in Mercure 0.x: in the cookie {@value
 *     Authentication#LEGACY_COOKIE}, and in the URL
 * @param anonymousSubscribe whether public events may be read without a token
 */
public record AccessOptions(String cookie, boolean legacyTokens, boolean anonymousSubscribe) {
  /** The name that the protocol proposes for the cookie. */
  public static final String USUAL_COOKIE = "__Secure-mercure_access_token";
}
