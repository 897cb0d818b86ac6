package dev.courant.access.revocation;

import dev.courant.access.Caller;
import dev.courant.access.TokenVerifier;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;

/**
 * Takes the tokens that another verifier takes, unless they were taken back. Any thread may use it.
 *
 * @param verifier finds out who a token speaks for
 * @param revocations what was taken back
 */
public record RevocationCheck(TokenVerifier verifier, Revocations revocations)
    implements TokenVerifier {
  @Override
  public Caller verify(String token) {
    Caller caller = verifier.verify(token);
    if (revocations.isRevoked(caller)) {
      throw new RefusedException(Refusal.INVALID_TOKEN, "The token has been revoked");
    }
    return caller;
  }
}
