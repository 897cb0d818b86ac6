package dev.courant.event;

/**
 * Why something was not accepted. The set is closed, so that every way in answers the same reason
 * with the same status.
 */
public enum Refusal {
  /** An operator wants this client to stay away for a while: it is told to, without a reason. */
  DISMISSED(204, "Not wanted here"),
  /** The request or the value breaks a rule that its sender can see: a bad topic, no matcher. */
  INVALID(400, "Invalid request"),
  /** Credentials were presented in a form that cannot be read: twice, or not as a bearer token. */
  MALFORMED_CREDENTIALS(400, "Malformed credentials"),
  /** The act needs credentials and none were presented. */
  UNAUTHENTICATED(401, "Authentication required"),
  /** The token is unknown, expired, or not for this hub. */
  INVALID_TOKEN(401, "Invalid token"),
  /** The token is good, but does not grant this act. */
  FORBIDDEN(403, "Not allowed"),
  /** The page that asks comes from an origin that is neither our own nor on the list. */
  FOREIGN_ORIGIN(403, "Origin not allowed"),
  /** There is no such thing, or none for the one who asks: which of the two is not told. */
  NOT_FOUND(404, "Not found"),
  /** The application does not let its server ask anybody for a name and a password. */
  NO_SIGN_IN(404, "No sign-in here"),
  /** The resource knows no such method. */
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  /** The body, a field or a number of things is over its limit. */
  TOO_LARGE(413, "Too large"),
  /** The body is not of the media type that is read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  /** The idempotency key was used before, for something else. */
  KEY_REUSED(422, "Key used for something else"),
  /** Only another protocol is spoken here. */
  UPGRADE_REQUIRED(426, "Upgrade required"),
  /** There are as many connections as there may be: in total, of a subject, or from an address. */
  TOO_MANY_CONNECTIONS(429, "Too many connections"),
  /** The caller publishes, or gives orders, faster than it may. */
  TOO_FAST(429, "Too fast"),
  /** The store cannot take anything in just now: full, locked or broken. */
  STORE_UNAVAILABLE(503, "Store not available"),
  /** The keys of the token's issuer cannot be had just now, so nobody knows whether it is good. */
  ISSUER_UNAVAILABLE(503, "Issuer not available"),
  /** A limit of the server is reached for the moment: trying again later may succeed. */
  OVERLOADED(503, "Overloaded"),
  /** The hub is being stopped: nothing new is taken in. */
  STOPPING(503, "Stopping"),
  /** The hub could not be started: its operator has to do something. */
  NOT_STARTED(503, "Not started");

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status that tells this reason. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed a little later, without anybody doing something. */
  public boolean isTemporary() {
    return (status == 429 || status == 503) && this != NOT_STARTED;
  }

  /** A few words for people, the same for every occurrence (RFC 9457, section 3.1.3). */
  public String title() {
    return title;
  }
}
