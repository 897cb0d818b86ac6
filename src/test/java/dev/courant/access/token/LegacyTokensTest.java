package dev.courant.access.token;

import static dev.courant.access.token.Desk.NOW;
import static dev.courant.access.token.Desk.SEAL;
import static dev.courant.access.token.Desk.assertInvalid;
import static dev.courant.access.token.Desk.issuer;
import static dev.courant.access.token.Desk.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.PatternBudget;
import dev.courant.access.key.IssuerKeys;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.pattern.UriTemplate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of Mercure 0.x (draft 07, "Authorization"), where they are switched on. */
class LegacyTokensTest {
  private static final String OLD = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  /** A template that takes more than a hundred steps. */
  private static final String DEAR = "/{name:40}";

  private final JwtVerifier verifier = verifier(issuer(keys(Desk.SECRET, "HS256")));

  @Test
  void theClaimAloneIsEnough() {
    Caller caller =
        verifier.verify(
            old(
                "{\"mercure\":{\"publish\":[\"*\"],\"subscribe\":[\"/a\",\"/b\"],\"payload\":[1]}}"));
    assertThat(caller.grant())
        .isEqualTo(
            new Grant(
                Set.of(Matcher.parse("/a"), Matcher.parse("/b")),
                Set.of(Matcher.Everything.INSTANCE),
                Administration.NONE));
    assertThat(caller.expiry()).isEmpty();
    assertThat(caller.payloadFor("/anything")).hasValue("[1]");
    assertThat(caller.isAnonymous()).isFalse();
    assertThat(verifier.verify(old("{\"mercure\":{}}")).grant()).isEqualTo(Grant.ANONYMOUS);
  }

  @Test
  void whereTheyAreSwitchedOffTheyAreNotTaken() {
    String token = old("{\"mercure\":{\"publish\":[\"*\"]}}");
    assertInvalid("off", token);
    // Not even where all the rest is as it should be: then it is a token without rights.
    assertThat(
            Desk.verify(
                    Desk.token("authorization_details", null, "mercure", "{\"publish\":[\"*\"]}"))
                .grant())
        .isEqualTo(Grant.ANONYMOUS);
  }

  @Test
  void whatIsThereMustBeRightAllTheSame() {
    String claim = "\"mercure\":{\"publish\":[\"*\"]}";
    verifier.verify(old("{%s,\"exp\":%d}".formatted(claim, NOW.getEpochSecond() + 1)));
    verifier.verify(old("{%s,\"iss\":\"https://id.example\"}".formatted(claim)));
    assertInvalid("expired", verifier, old("{%s,\"exp\":1}".formatted(claim)));
    assertInvalid("not yet", verifier, old("{%s,\"nbf\":3000000000}".formatted(claim)));
    assertInvalid(
        "issuer", verifier, old("{%s,\"iss\":\"https://evil.example\"}".formatted(claim)));
    assertInvalid("audience", verifier, old("{%s,\"aud\":\"https://x.example\"}".formatted(claim)));
    assertInvalid(
        "signature",
        verifier,
        Forge.token(OLD, "{%s}".formatted(claim), Forge.hmac("256", new byte[32])));
    assertInvalid(
        "none",
        verifier,
        Forge.token("{\"alg\":\"none\"}", "{%s}".formatted(claim), input -> new byte[1]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\"*\"",
        "true",
        "{\"publish\":\"*\"}",
        "{\"publish\":null}",
        "{\"publish\":[1]}",
        "{\"publish\":[null]}",
        "{\"publish\":[\"*\"],\"subscribe\":{}}",
        "{\"subscribe\":[\"\"]}",
        "{\"subscribe\":[\"a\\nb\"]}"
      })
  void aClaimThatIsNotRightMakesTheTokenInvalid(String claim) {
    assertInvalid(claim, verifier, old("{\"mercure\":%s}".formatted(claim)));
  }

  @Test
  void templatesThatAreTooCostlyTogetherMakeTheTokenInvalid() {
    UriTemplate template = UriTemplate.parse(DEAR);
    int affordable = PatternBudget.MAX_STEPS / template.steps();
    verifier.verify(old("{\"mercure\":{\"publish\":%s}}".formatted(templates(affordable))));
    assertInvalid(
        "one more, for the other action",
        verifier,
        old(
            "{\"mercure\":{\"publish\":%s,\"subscribe\":%s}}"
                .formatted(templates(affordable), templates(1))));
  }

  @Test
  void aTokenOfToDayIsHeldToTheRulesOfToDay() {
    verifier.verify(Desk.token());
    assertInvalid("typ", verifier, Forge.token(OLD, Desk.claims(), SEAL));
    assertInvalid("exp", verifier, Desk.token("exp", null));
    // The new claim counts where there are both.
    Grant grant = verifier.verify(Desk.token("mercure", "{\"publish\":[\"*\"]}")).grant();
    assertThat(grant.publish()).containsExactly(Matcher.parse("/a"));
    assertInvalid(
        "both, without a type",
        verifier,
        Forge.token(OLD, Desk.claims("mercure", "{\"publish\":[\"*\"]}"), SEAL));
  }

  @Test
  void aTokenThatNamesNoIssuerIsTriedWithTheKeysOfAll() {
    IssuerKeys gone =
        hint -> {
          throw new RefusedException(Refusal.ISSUER_UNAVAILABLE, "gone");
        };
    Issuer first = new Issuer("x", gone, "x", false, Optional.empty(), "sub", false);
    Issuer other = issuer(keys("a secret of somebody else, and long", "HS256"));
    Issuer last =
        new Issuer("y", keys(Desk.SECRET, "HS256"), "y", false, Optional.empty(), "sub", false);
    String token = old("{\"mercure\":{\"publish\":[\"*\"]}}");
    assertThat(verifier(first, other, last).verify(token).issuer()).hasValue("y");
    assertInvalid("of nobody", verifier(other), token);
    assertThatThrownBy(() -> verifier(first, other).verify(token))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(Refusal.ISSUER_UNAVAILABLE));
  }

  private static JwtVerifier verifier(Issuer... issuers) {
    return new JwtVerifier(List.of(issuers), Desk.roles(Map.of()), true, InstantSource.fixed(NOW));
  }

  private static String templates(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"%s\"".formatted(DEAR))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String old(String claims) {
    return Forge.token(OLD, claims, SEAL);
  }
}
