package dev.courant.access.token;

import dev.courant.access.MatcherText;
import dev.courant.access.MatcherTypes;
import dev.courant.access.PatternBudget;
import dev.courant.access.key.LocalKey;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * Makes tokens of this hub's own: access tokens (RFC 9068) with Mercure's authorization details,
 * signed with its local key. Immutable; any thread may use it.
 */
public final class TokenMint {
  private final LocalKey key;
  private final URI hubUrl;
  private final MatcherTypes types;
  private final InstantSource clock;

  /** A mint; its tokens are for the hub at {@code hubUrl}, and for no other. */
  public TokenMint(LocalKey key, URI hubUrl, MatcherTypes types, InstantSource clock) {
    this.key = key;
    this.hubUrl = hubUrl;
    this.types = types;
    this.clock = clock;
  }

  /**
   * Makes a token.
   *
   * @throws RefusedException ({@link Refusal#INVALID}, or {@link Refusal#TOO_LARGE}) when this hub
   *     itself would not take it
   */
  public String mint(TokenOrder order) {
    int matchers = order.subscribe().size() + order.publish().size();
    if (matchers > AuthorizationDetails.MAX_MATCHERS) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "A token has at most %d matchers".formatted(AuthorizationDetails.MAX_MATCHERS));
    }
    var budget = new PatternBudget("a token");
    order.subscribe().forEach(matcher -> budget.spend(types.read(matcher)));
    order.publish().forEach(matcher -> budget.spend(types.read(matcher)));
    Instant now = clock.instant();
    JsonObjectBuilder claims =
        Json.createObjectBuilder()
            .add("iss", Issuer.LOCAL)
            .add("aud", hubUrl.toString())
            .add("sub", order.subject())
            .add("client_id", Issuer.LOCAL)
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(order.lifetime()).getEpochSecond())
            .add("jti", UUID.randomUUID().toString());
    JsonArrayBuilder details = Json.createArrayBuilder();
    add(details, AuthorizationDetails.SUBSCRIBE, order.subscribe());
    add(details, AuthorizationDetails.PUBLISH, order.publish());
    claims.add(AuthorizationDetails.CLAIM, details);
    switch (order.administration()) {
      case ALL -> claims.add(Issuer.ADMIN_CLAIM, true);
      case OBSERVE -> claims.add(Issuer.ADMIN_CLAIM, order.administration().text());
      case NONE -> {
        // Whoever does not say it may not.
      }
    }
    String token = key.sign(claims.build().toString());
    if (token.length() > CompactToken.MAX_CHARS) {
      throw new RefusedException(
          Refusal.TOO_LARGE,
          "The token would have more than %,d characters".formatted(CompactToken.MAX_CHARS));
    }
    return token;
  }

  private static void add(JsonArrayBuilder details, String action, List<MatcherText> matchers) {
    if (matchers.isEmpty()) {
      return;
    }
    JsonArrayBuilder topics = Json.createArrayBuilder();
    matchers.forEach(
        matcher ->
            topics.add(
                Json.createObjectBuilder()
                    .add("match", matcher.text())
                    .add("match_type", matcher.type())));
    details.add(
        Json.createObjectBuilder()
            .add("type", AuthorizationDetails.TYPE)
            .add("actions", Json.createArrayBuilder().add(action))
            .add("topics", topics));
  }
}
