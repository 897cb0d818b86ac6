package dev.courant.access.token;

import static dev.courant.access.token.Desk.HUB;
import static dev.courant.access.token.Desk.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.MatcherText;
import dev.courant.access.key.LocalKey;
import dev.courant.access.key.SecretFile;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenMintTest {
  @TempDir private Path dataDir;

  private TokenMint mint;
  private JwtVerifier verifier;

  @BeforeEach
  void open() throws IOException {
    LocalKey key = LocalKey.in(new SecretFile(dataDir.resolve(LocalKey.NAME)), new SecureRandom());
    mint = new TokenMint(key, HUB, Desk.TYPES, InstantSource.fixed(NOW));
    verifier =
        new JwtVerifier(
            List.of(Issuer.local(key.keys(), HUB.toString())),
            Desk.roles(Map.of()),
            false,
            InstantSource.fixed(NOW));
  }

  @Test
  void aTokenGrantsWhatWasOrderedAndNoMore() {
    Caller caller = verifier.verify(mint.mint(order(exact("/a", "/b"), exact("*"), false)));
    assertThat(caller.subject()).isEqualTo("shop");
    assertThat(caller.grant())
        .isEqualTo(
            new Grant(
                Set.of(Matcher.parse("/a"), Matcher.parse("/b")),
                Set.of(Matcher.Everything.INSTANCE),
                Administration.NONE));
    assertThat(caller.expiry()).hasValue(NOW.plusSeconds(60));
    assertThat(verifier.verify(mint.mint(order(List.of(), List.of(), false))).grant())
        .isEqualTo(Grant.ANONYMOUS);
    assertThat(verifier.verify(mint.mint(order(List.of(), List.of(), true))).grant().admin())
        .isTrue();
  }

  @Test
  void everyTokenHasAnIdOfItsOwnAndSaysWhatIssuersShould() {
    TokenOrder order = order(exact("/a"), List.of(), false);
    String token = mint.mint(order);
    assertThat(verifier.verify(token).tokenId())
        .isPresent()
        .isNotEqualTo(verifier.verify(mint.mint(order)).tokenId());
    String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
    assertThat(claims).contains("\"iat\":", "\"client_id\":", "\"jti\":", "\"sub\":\"shop\"");
  }

  @Test
  void whatTheHubWouldNotTakeIsNotMade() {
    assertThatThrownBy(
            () -> mint.mint(order(List.of(new MatcherText("regex", "x")), List.of(), false)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> mint.mint(order(List.of(), exact(""), false)))
        .isInstanceOf(RefusedException.class);
    List<MatcherText> costly =
        Collections.nCopies(6, new MatcherText(MatcherText.URL_PATTERN, "/" + "*.".repeat(50)));
    mint.mint(order(costly, List.of(), false));
    assertThatThrownBy(() -> mint.mint(order(costly, costly, false)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1,000 steps");
    for (List<MatcherText> tooMuch :
        List.of(
            Collections.nCopies(251, new MatcherText("exact", "/a")),
            Collections.nCopies(20, new MatcherText("exact", "t".repeat(1000))))) {
      assertThatThrownBy(() -> mint.mint(order(tooMuch, List.of(), false)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
    }
  }

  private static TokenOrder order(
      List<MatcherText> subscribe, List<MatcherText> publish, boolean admin) {
    return new TokenOrder(
        "shop",
        subscribe,
        publish,
        admin ? Administration.ALL : Administration.NONE,
        Duration.ofSeconds(60));
  }

  private static List<MatcherText> exact(String... topics) {
    return List.of(topics).stream().map(t -> new MatcherText(MatcherText.EXACT, t)).toList();
  }
}
