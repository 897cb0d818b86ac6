package dev.courant.access.revocation;

import dev.courant.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator has taken back: one token, or everything of a subject. An immutable value.
 *
 * @param kind what {@code name} is the name of
 * @param name the id of a token ({@code jti}), or a subject ({@code sub})
 * @param issuer who calls it so; absent for whoever does
 * @param until when it may be forgotten, because everything that it concerns has expired by then;
 *     absent for never
 */
public record Revocation(Kind kind, String name, Optional<String> issuer, Optional<Instant> until) {
  /** What can be taken back. */
  public enum Kind {
    /** One token, by its id. */
    TOKEN,
    /** Every token of a subject, and every session. */
    SUBJECT
  }

  /** Tokens are taken for so long after they have expired, since clocks differ. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** Whether it concerns what this caller has presented. */
  public boolean concerns(Caller caller) {
    return (issuer.isEmpty() || issuer.equals(caller.issuer()))
        && (kind == Kind.TOKEN
            ? caller.tokenId().equals(Optional.of(name))
            : !caller.isAnonymous() && caller.subject().equals(name));
  }

  /** Whether it may be forgotten before another one may. */
  boolean endsBefore(Revocation other) {
    return until.isPresent()
        && (other.until().isEmpty() || until.get().isBefore(other.until().get()));
  }

  /** Whether it has become pointless. */
  boolean isOver(Instant now) {
    return until.isPresent() && !until.get().plus(SKEW).isAfter(now);
  }
}
