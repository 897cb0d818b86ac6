package dev.courant.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who asks for something, and what it may do. An immutable value.
 *
 * @param subject what its issuer calls it; empty for somebody without credentials
 * @param issuer who vouches for it; absent for somebody without credentials
 * @param tokenId the id of its token ({@code jti}), by which it can be revoked
 * @param expiry when its rights end: a stream that has them is closed no later
 * @param grant what it may do
 * @param payloads what its token says about it, in the token's order
 */
public record Caller(
    String subject,
    Optional<String> issuer,
    Optional<String> tokenId,
    Optional<Instant> expiry,
    Grant grant,
    List<Payload> payloads) {
  /** Somebody without credentials. */
  public static final Caller ANONYMOUS =
      new Caller(
          "", Optional.empty(), Optional.empty(), Optional.empty(), Grant.ANONYMOUS, List.of());

  /** A caller; the list is copied. */
  public Caller {
    payloads = List.copyOf(payloads);
  }

  /** Whether it came without credentials. */
  public boolean isAnonymous() {
    return issuer.isEmpty();
  }

  /**
   * Tells it from every other caller: two issuers may call two people by the same name. Empty for
   * somebody without credentials.
   */
  public String identity() {
    // There is no blank in the identifier of an issuer: the first one divides the two.
    return issuer.map(who -> who + " " + subject).orElse("");
  }

  /**
   * What is told about this caller together with its subscription to {@code match}: the payload of
   * the first part of its token that grants that (Mercure draft 08, "Subscription events").
   *
   * @param match the subscription's matcher as it was asked for: a topic, a pattern or {@code *}
   * @return a JSON value, as text
   */
  public Optional<String> payloadFor(String match) {
    return payloads.stream()
        .filter(payload -> payload.concerns(match))
        .findFirst()
        .flatMap(Payload::json);
  }
}
