package dev.courant.access.token;

import static dev.courant.access.token.Forge.hmac;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.courant.access.Action;
import dev.courant.access.Caller;
import dev.courant.access.MatcherTypes;
import dev.courant.access.key.IssuerKeys;
import dev.courant.access.key.KeyText;
import dev.courant.access.key.UnusableKeyException;
import dev.courant.access.key.VerificationKey;
import dev.courant.access.role.Role;
import dev.courant.access.role.Roles;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A verifier with one issuer and a clock that stands still, and what a good token for it looks
 * like: a test changes one thing about that.
 */
final class Desk {
  static final URI HUB = URI.create("https://hub.example/.well-known/mercure");
  static final MatcherTypes TYPES = new MatcherTypes(new Matchers(HUB));
  static final String ISSUER = "https://id.example";
  static final Instant NOW = Instant.ofEpochSecond(2_000_000_000L);
  static final String SECRET = "a secret of thirty-two characters";
  static final Forge.Seal SEAL = hmac("256", SECRET.getBytes(UTF_8));
  static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";
  static final String DETAILS =
      """
      [{"type":"https://mercure.rocks/authorization-detail","actions":["subscribe","publish"],
        "topics":[{"match":"/a"}]}]""";

  private Desk() {}

  /** The claims of a good token, with these instead of its own or beside them. */
  static String claims(String... namesAndJson) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", "\"" + ISSUER + "\"");
    claims.put("aud", "\"" + HUB + "\"");
    claims.put("exp", Long.toString(NOW.getEpochSecond() + 300));
    claims.put("sub", "\"alice\"");
    claims.put("authorization_details", DETAILS);
    for (int i = 0; i < namesAndJson.length; i += 2) {
      claims.put(namesAndJson[i], namesAndJson[i + 1]);
    }
    List<String> members = new ArrayList<>();
    claims.forEach(
        (name, json) -> {
          if (json != null) {
            members.add("\"" + name + "\":" + json);
          }
        });
    return "{" + String.join(",", members) + "}";
  }

  /** A token that only its claims may be wrong with. */
  static String token(String... namesAndJson) {
    return Forge.token(HEADER, claims(namesAndJson), SEAL);
  }

  static String tokenWithHeader(String header) {
    return Forge.token(header, claims(), SEAL);
  }

  static Caller verify(String token) {
    return verifier().verify(token);
  }

  static JwtVerifier verifier() {
    return verifier(issuer(keys(SECRET, "HS256")));
  }

  static JwtVerifier verifier(Issuer... issuers) {
    return new JwtVerifier(List.of(issuers), roles(Map.of()), false, InstantSource.fixed(NOW));
  }

  static Issuer issuer(IssuerKeys keys) {
    return new Issuer(ISSUER, keys, HUB.toString(), false, Optional.empty(), "sub", false);
  }

  static Roles roles(Map<String, Role> roles) {
    return new Roles(roles, TYPES);
  }

  /** The keys that a text holds, for these algorithms. */
  static IssuerKeys keys(String text, String... algorithms) {
    return IssuerKeys.fixed(list(text, EnumSet.allOf(Action.class), algorithms));
  }

  static List<VerificationKey> list(String text, Set<Action> actions, String... algorithms) {
    List<VerificationKey> keys = new ArrayList<>();
    Set<JWSAlgorithm> allowed = new HashSet<>();
    for (String algorithm : algorithms) {
      allowed.add(JWSAlgorithm.parse(algorithm));
    }
    try {
      for (JWK key : KeyText.parse(text)) {
        keys.add(VerificationKey.of(key, allowed, actions));
      }
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException(e);
    }
    return keys;
  }

  static void assertInvalid(String what, JwtVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token))
        .as(what)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).as(what).isEqualTo(Refusal.INVALID_TOKEN));
  }

  static void assertInvalid(String what, String token) {
    assertInvalid(what, verifier(), token);
  }
}
