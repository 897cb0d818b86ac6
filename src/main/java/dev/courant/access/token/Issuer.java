package dev.courant.access.token;

import dev.courant.access.key.IssuerKeys;
import java.util.Optional;

/**
 * Somebody whose tokens are believed here.
 *
 * @param identifier its name for itself, as it is in {@code iss}: compared exactly
 * @param keys what it signs with
 * @param audience what {@code aud} must contain
 * @param anyType whether its tokens may be other ones than access tokens for us ({@code typ} is not
 *     looked at)
 * @param roleClaim where it tells roles, if it does
 * @param userClaim which claim is the name that a user's own topics go by
 * @param mayAdminister whether the claim {@value Issuer#ADMIN_CLAIM} of its tokens is believed
 */
public record Issuer(
    String identifier,
    IssuerKeys keys,
    String audience,
    boolean anyType,
    Optional<RoleClaim> roleClaim,
    String userClaim,
    boolean mayAdminister) {
  /** The claim that gives administration; of this hub's own tokens only. */
  static final String ADMIN_CLAIM = "courant_admin";

  /** What this hub calls itself where it is the issuer. */
  public static final String LOCAL = "courant";

  /** This hub itself. */
  public static Issuer local(IssuerKeys keys, String audience) {
    return new Issuer(LOCAL, keys, audience, false, Optional.empty(), "sub", true);
  }
}
