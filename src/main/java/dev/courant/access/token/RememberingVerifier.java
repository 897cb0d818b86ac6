package dev.courant.access.token;

import dev.courant.access.Caller;
import dev.courant.access.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a short while whom a token speaks for: a publisher sends the same one with every
 * event, and reading and verifying it costs more than everything else about a publication (the load
 * i of {@code ./bench}). What is refused is not remembered; a token that has expired meanwhile is
 * refused; a key that its issuer has withdrawn is trusted {@link #FRESH} longer at the most. Lossy
 * and bounded: each token has one place, and the latest to come there stays. Any thread may use it.
 */
public final class RememberingVerifier implements TokenVerifier {
  /** A power of two. */
  static final int MAX_TOKENS = 1024;

  /** After that a token is verified again. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private final TokenVerifier verifier;
  private final InstantSource clock;
  private final AtomicReferenceArray<Remembered> places = new AtomicReferenceArray<>(MAX_TOKENS);

  private record Remembered(String token, Caller caller, Instant since) {
    boolean isGood(String other, Instant now) {
      return token.equals(other)
          && !now.isBefore(since)
          && now.isBefore(since.plus(FRESH))
          && caller.expiry().map(now::isBefore).orElse(true);
    }
  }

  /**
   * Remembers what another one says.
   *
   * @param verifier is asked about everything that is not remembered
   * @param clock the one that tokens expire by
   */
  public RememberingVerifier(TokenVerifier verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  @Override
  public Caller verify(String token) {
    int hash = token.hashCode();
    int place = (hash ^ hash >>> 15) & MAX_TOKENS - 1;
    Instant now = clock.instant();
    @Nullable Remembered known = places.get(place);
    if (known != null && known.isGood(token, now)) {
      return known.caller;
    }
    Caller caller = verifier.verify(token);
    places.set(place, new Remembered(token, caller, now));
    return caller;
  }
}
