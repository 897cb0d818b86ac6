package dev.courant.access.revocation;

import dev.courant.access.Caller;
import dev.courant.access.SessionReader;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Takes whom another reader of sessions takes, unless its rights were taken back: as with a token,
 * it is refused then, and not taken for nobody. Any thread may use it.
 *
 * @param sessions finds out who has signed in
 * @param revocations what was taken back
 */
public record SessionCheck(SessionReader sessions, Revocations revocations)
    implements SessionReader {
  /**
   * As {@link SessionReader#callerOf}.
   *
   * @throws RefusedException ({@link Refusal#INVALID_TOKEN}) when its rights were taken back
   */
  @Override
  public Optional<Caller> callerOf(HttpServletRequest request) {
    Optional<Caller> caller = sessions.callerOf(request);
    if (caller.filter(revocations::isRevoked).isPresent()) {
      throw new RefusedException(Refusal.INVALID_TOKEN, "The sign-in has been revoked");
    }
    return caller;
  }
}
