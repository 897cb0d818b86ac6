package dev.courant.access.token;

import dev.courant.access.Action;
import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.TokenVerifier;
import dev.courant.access.key.VerificationKey;
import dev.courant.access.role.Roles;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies JSON Web Tokens as access tokens (RFC 7519; RFC 9068, section 4; RFC 8725; Mercure draft
 * 08, "Authorization"). Whom to believe, with which keys and algorithms, is configured and never
 * taken from a token. Immutable; any thread may use it.
 */
public final class JwtVerifier implements TokenVerifier {
  /** By how much the clocks of two machines may differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");

  private final List<Issuer> issuers;
  private final Roles roles;
  private final boolean legacy;
  private final InstantSource clock;

  /**
   * A verifier.
   *
   * @param issuers who is believed; no two of the same identifier
   * @param roles what roles grant
   * @param legacy whether tokens of Mercure 0.x are taken too: they have a claim {@code mercure},
   *     and need neither {@code typ} nor {@code iss}, {@code aud} and {@code exp}
   */
  public JwtVerifier(List<Issuer> issuers, Roles roles, boolean legacy, InstantSource clock) {
    this.issuers = List.copyOf(issuers);
    this.roles = roles;
    this.legacy = legacy;
    this.clock = clock;
  }

  @Override
  public Caller verify(String text) {
    CompactToken token = CompactToken.parse(text);
    boolean isLegacy =
        legacy
            && token.claims().has(LegacyClaim.CLAIM)
            && !token.claims().has(AuthorizationDetails.CLAIM);
    RefusedException refused = Claims.invalid("The issuer of the token is not known here");
    for (Issuer issuer : possibleIssuers(token, isLegacy)) {
      if (!isLegacy && !issuer.anyType()) {
        requireType(token);
      }
      try {
        Set<Action> actions = verifiedFor(token, issuer);
        requireValidity(token.claims(), issuer, isLegacy);
        return caller(token.claims(), issuer, actions, isLegacy);
      } catch (RefusedException e) {
        // One whose keys cannot be had may be the one: that is the better answer.
        refused = refused.refusal() == Refusal.ISSUER_UNAVAILABLE ? refused : e;
      }
    }
    throw refused;
  }

  private List<Issuer> possibleIssuers(CompactToken token, boolean isLegacy) {
    String named = token.claims().text("iss").orElse("");
    return isLegacy && named.isEmpty()
        ? issuers
        : issuers.stream().filter(issuer -> issuer.identifier().equals(named)).toList();
  }

  private static void requireType(CompactToken token) {
    String type = token.header().text("typ").orElse("");
    if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw Claims.invalid("The token is no access token: its \"typ\" is not at+jwt");
    }
  }

  /** What the keys that have signed the token may allow: one key, or in odd cases several. */
  private static Set<Action> verifiedFor(CompactToken token, Issuer issuer) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (VerificationKey key : issuer.keys().candidates(token.header().text("kid"))) {
      if (!actions.containsAll(key.actions())
          && key.verifies(token.algorithm(), token.signed(), token.signature())) {
        actions.addAll(key.actions());
      }
    }
    if (actions.isEmpty()) {
      throw Claims.invalid("The signature of the token is not of a key that is known here");
    }
    return actions;
  }

  private void requireValidity(Claims claims, Issuer issuer, boolean isLegacy) {
    Instant now = clock.instant();
    Instant expiry = claims.time("exp").orElse(isLegacy ? Instant.MAX : null);
    if (expiry == null) {
      throw Claims.invalid("The token does not say when it expires (\"exp\")");
    }
    if (!now.minus(SKEW).isBefore(expiry)) {
      throw Claims.invalid("The token has expired");
    }
    if (claims.time("nbf").orElse(Instant.MIN).isAfter(now.plus(SKEW))) {
      throw Claims.invalid("The token is not valid yet (\"nbf\")");
    }
    boolean audienceMayMiss = isLegacy && !claims.has("aud");
    if (!audienceMayMiss && !claims.texts("aud").contains(issuer.audience())) {
      throw Claims.invalid("The token is for somebody else: its \"aud\" does not name this hub");
    }
  }

  /** The claim is true for all of it, or the word for less. */
  private static Administration administration(Claims claims) {
    JsonValue claim = claims.json().get(Issuer.ADMIN_CLAIM);
    if (JsonValue.TRUE.equals(claim)) {
      return Administration.ALL;
    }
    return claim instanceof JsonString text
            && text.getString().equals(Administration.OBSERVE.text())
        ? Administration.OBSERVE
        : Administration.NONE;
  }

  private Caller caller(Claims claims, Issuer issuer, Set<Action> actions, boolean isLegacy) {
    Rights rights =
        isLegacy
            ? LegacyClaim.in(claims, roles.types())
            : AuthorizationDetails.in(claims, roles.types());
    Grant grant = rights.grant();
    if (issuer.roleClaim().isPresent()) {
      grant =
          grant.and(
              roles.grantOf(
                  claims.name(issuer.userClaim()), issuer.roleClaim().get().rolesIn(claims)));
    }
    if (issuer.mayAdminister()) {
      grant = grant.and(new Grant(Set.of(), Set.of(), administration(claims)));
    }
    return new Caller(
        claims.name("sub").or(() -> claims.name("client_id")).orElse(""),
        Optional.of(issuer.identifier()),
        claims.name("jti"),
        claims.time("exp"),
        grant.limitedTo(actions),
        actions.contains(Action.SUBSCRIBE) ? rights.payloads() : List.of());
  }
}
