package dev.courant.access.session;

import dev.courant.access.Caller;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an HTTP session remembers of a sign-in: facts, and no rights, which are worked out with each
 * request. An immutable value, which a server may write to disk.
 *
 * @param id tells this sign-in from all others; not a secret
 * @param user the name of the user, as the container tells it
 * @param roles those of the configured roles that the user has
 * @param time when it was
 */
public record SignIn(String id, String user, Set<String> roles, Instant time)
    implements Serializable {
  /** The name of the session's attribute. */
  static final String ATTRIBUTE = "dev.courant.sign-in";

  /** A sign-in; the set is copied. */
  public SignIn {
    roles = Set.copyOf(roles);
  }

  /**
   * The sign-in that a session remembers.
   *
   * @throws IllegalStateException when the session has ended
   */
  public static Optional<SignIn> in(HttpSession session) {
    return session.getAttribute(ATTRIBUTE) instanceof SignIn signIn
        ? Optional.of(signIn)
        : Optional.empty();
  }

  /** Whether a caller is one by this sign-in. */
  public boolean isOf(Caller caller) {
    return caller.issuer().filter(SignIns.ISSUER::equals).isPresent()
        && caller.tokenId().filter(id::equals).isPresent();
  }

  /** Whether this is the same user with the same roles. */
  boolean isOfTheSame(SignIn other) {
    return user.equals(other.user) && roles.equals(other.roles);
  }
}
