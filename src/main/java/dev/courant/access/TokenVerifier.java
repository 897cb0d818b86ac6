package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;

/** Finds out who a token speaks for. Any thread may call it. */
public interface TokenVerifier {
  /**
   * Who presents {@code token}, and what it grants: all of it, or nothing.
   *
   * @throws RefusedException ({@link Refusal#INVALID_TOKEN}) when it is not good here, or ({@link
   *     Refusal#ISSUER_UNAVAILABLE}) when its issuer's keys cannot be had, so that nobody knows
   */
  Caller verify(String token);
}
