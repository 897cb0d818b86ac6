package dev.courant.access.token;

import static dev.courant.access.token.Desk.HUB;
import static dev.courant.access.token.Desk.ISSUER;
import static dev.courant.access.token.Desk.NOW;
import static dev.courant.access.token.Desk.assertInvalid;
import static dev.courant.access.token.Desk.issuer;
import static dev.courant.access.token.Desk.keys;
import static dev.courant.access.token.Desk.token;
import static dev.courant.access.token.Desk.tokenWithHeader;
import static dev.courant.access.token.Desk.verifier;
import static dev.courant.access.token.Desk.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Action;
import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.key.IssuerKeys;
import dev.courant.access.key.VerificationKey;
import dev.courant.event.Matcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token must say about itself (Mercure draft 08, "Authorization"; RFC 9068, section 4). */
class JwtVerifierTest {
  private static final long SECONDS = NOW.getEpochSecond();

  @Test
  void aGoodTokenTellsWhoCallsAndWhatItMayDo() {
    Caller caller = verify(token("jti", "\"j1\""));
    assertThat(caller.subject()).isEqualTo("alice");
    assertThat(caller.issuer()).hasValue(ISSUER);
    assertThat(caller.tokenId()).hasValue("j1");
    assertThat(caller.expiry()).hasValue(Instant.ofEpochSecond(SECONDS + 300));
    Set<Matcher> topics = Set.of(Matcher.parse("/a"));
    assertThat(caller.grant()).isEqualTo(new Grant(topics, topics, Administration.NONE));
    assertThat(caller.isAnonymous()).isFalse();
  }

  @Test
  void whatIssuersShouldSayAndOftenDoNotIsNotAskedFor() {
    Caller caller = verify(token("sub", null));
    assertThat(caller.subject()).isEmpty();
    assertThat(caller.tokenId()).isEmpty();
    assertThat(caller.isAnonymous()).isFalse();
    assertThat(verify(token("sub", null, "client_id", "\"shop\"")).subject()).isEqualTo("shop");
  }

  @Test
  void callersOfTwoIssuersAreNotTheSame() {
    Issuer other =
        new Issuer(
            "https://other.example",
            keys(Desk.SECRET, "HS256"),
            HUB.toString(),
            false,
            Optional.empty(),
            "sub",
            false);
    JwtVerifier both = verifier(issuer(keys(Desk.SECRET, "HS256")), other);
    Caller one = both.verify(token());
    Caller two = both.verify(token("iss", "\"https://other.example\""));
    assertThat(one.subject()).isEqualTo(two.subject());
    assertThat(one.identity()).isNotEqualTo(two.identity()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
  void theTypeIsComparedWithoutCase(String type) {
    verify(tokenWithHeader("{\"alg\":\"HS256\",\"typ\":\"%s\"}".formatted(type)));
  }

  @Test
  void aTokenOfAnotherTypeIsRefusedUnlessItsIssuerMayMakeAny() {
    JwtVerifier lenient =
        verifier(
            new Issuer(
                ISSUER,
                keys(Desk.SECRET, "HS256"),
                HUB.toString(),
                true,
                Optional.empty(),
                "sub",
                false));
    for (String member : List.of("", ",\"typ\":\"JWT\"", ",\"typ\":\"jwt+at\"", ",\"typ\":\"\"")) {
      String token = tokenWithHeader("{\"alg\":\"HS256\"%s}".formatted(member));
      assertInvalid(member, token);
      assertThat(lenient.verify(token).subject()).isEqualTo("alice");
    }
    assertInvalid("a number", tokenWithHeader("{\"alg\":\"HS256\",\"typ\":1}"));
  }

  @Test
  void theIssuerMustBeExactlyOneThatIsKnown() {
    for (String issuer :
        new String[] {
          null,
          "\"\"",
          "\"https://evil.example\"",
          "\"https://id.example/\"",
          "\"HTTPS://id.example\"",
          "\"https://id.example \"",
          "[\"https://id.example\"]",
          "1",
          "{}",
          "null"
        }) {
      assertInvalid("iss " + issuer, token("iss", issuer));
    }
  }

  @Test
  void theAudienceMustNameTheHub() {
    for (String good : List.of("\"%s\"", "[\"%s\"]", "[\"https://other.example\",\"%s\"]")) {
      verify(token("aud", good.formatted(HUB)));
    }
    for (String bad :
        new String[] {
          null,
          "\"\"",
          "[]",
          "{}",
          "1",
          "null",
          "\"https://hub.example\"",
          "\"" + HUB + "/\"",
          "[\"" + HUB + "\",1]",
          "[[\"" + HUB + "\"]]",
          "\"" + HUB + ",https://other.example\""
        }) {
      assertInvalid("aud " + bad, token("aud", bad));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,true", "0,true", "-59,true", "-60,false", "-61,false", "-100000,false"})
  void aTokenIsGoodUntilItExpiresAndAMinuteMore(long fromNow, boolean good) {
    assertGood("exp", Long.toString(SECONDS + fromNow), good);
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,true", "60,true", "61,false", "100000,false"})
  void aTokenIsNotGoodEarlierThanAMinuteBeforeItSays(long fromNow, boolean good) {
    assertGood("nbf", Long.toString(SECONDS + fromNow), good);
  }

  @Test
  void aDateIsANumberOfSeconds() {
    verify(token("exp", (SECONDS + 10) + ".5"));
    verify(token("exp", "2.0000001e9"));
    for (String bad :
        new String[] {
          null,
          "null",
          "\"2000000300\"",
          "true",
          "[]",
          "-1",
          "1e999999999",
          "-1e999999999",
          "1e400",
          "253402300800",
          "9".repeat(400)
        }) {
      assertInvalid("exp " + bad, token("exp", bad));
    }
    for (String bad : List.of("null", "\"0\"", "-1", "1e999999999", "{}")) {
      assertInvalid("nbf " + bad, token("nbf", bad));
    }
  }

  @Test
  void namesThatWouldSpoilALogOrAComparisonAreRefused() {
    for (String name : List.of("sub", "jti")) {
      for (String bad :
          List.of(
              "1",
              "null",
              "[\"x\"]",
              "\"a\\nb\"",
              "\"a\\u0000\"",
              "\"a\\u202Eb\"",
              "\"\\ud800\"",
              "\"" + "x".repeat(513) + "\"")) {
        assertInvalid(name + " " + bad, token(name, bad));
      }
      verify(token(name, "\"" + "x".repeat(512) + "\""));
    }
    assertThat(verify(token("sub", "\"Jörg 🚀\"")).subject()).isEqualTo("Jörg 🚀");
  }

  @Test
  void aKeyForOneActionGivesNoOther() {
    String publishing = "the key of the publishers, which is long";
    String subscribing = "the key of the subscribers, which is so too";
    List<VerificationKey> keys = new ArrayList<>();
    keys.addAll(Desk.list(publishing, EnumSet.of(Action.PUBLISH), "HS256"));
    keys.addAll(Desk.list(subscribing, EnumSet.of(Action.SUBSCRIBE), "HS256"));
    JwtVerifier verifier = verifier(issuer(IssuerKeys.fixed(keys)));

    Grant toPublish = verifier.verify(signed(publishing)).grant();
    Grant toSubscribe = verifier.verify(signed(subscribing)).grant();
    assertThat(toPublish)
        .isEqualTo(new Grant(Set.of(), Set.of(Matcher.parse("/a")), Administration.NONE));
    assertThat(toSubscribe)
        .isEqualTo(new Grant(Set.of(Matcher.parse("/a")), Set.of(), Administration.NONE));
    assertThat(verifier.verify(signed(publishing)).payloads()).isEmpty();
    assertThat(verifier.verify(signed(subscribing)).payloads()).hasSize(1);

    keys.addAll(Desk.list(subscribing, EnumSet.of(Action.PUBLISH), "HS256"));
    Grant both = verifier(issuer(IssuerKeys.fixed(keys))).verify(signed(subscribing)).grant();
    assertThat(both).isEqualTo(verify(token()).grant());
  }

  @Test
  void onlyTheHubItselfMakesAdministrators() {
    assertThat(verify(token("courant_admin", "true")).grant().admin()).isFalse();
    JwtVerifier local = verifier(Issuer.local(keys(Desk.SECRET, "HS256"), HUB.toString()));
    String name = "\"" + Issuer.LOCAL + "\"";
    assertThat(local.verify(token("iss", name, "courant_admin", "true")).grant().admin()).isTrue();
    for (String other : new String[] {null, "false", "\"true\"", "1"}) {
      assertThat(local.verify(token("iss", name, "courant_admin", other)).grant().admin())
          .as(other)
          .isFalse();
    }
  }

  private static String signed(String secret) {
    return Forge.token(Desk.HEADER, Desk.claims(), Forge.hmac("256", secret.getBytes(UTF_8)));
  }

  private static void assertGood(String claim, String json, boolean good) {
    if (good) {
      verify(token(claim, json));
    } else {
      assertInvalid(claim + " " + json, token(claim, json));
    }
  }
}
