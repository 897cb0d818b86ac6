package dev.courant.access.token;

import static dev.courant.access.token.Desk.HUB;
import static dev.courant.access.token.Desk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Administration;
import dev.courant.access.MatcherText;
import dev.courant.access.key.LocalKey;
import dev.courant.access.key.SecretFile;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingVerifierTest {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  @TempDir private Path dataDir;

  private Instant now = NOW;
  private final InstantSource clock = () -> now;
  private int verifications;
  private TokenMint mint;
  private RememberingVerifier verifier;

  @BeforeEach
  void open() throws IOException {
    LocalKey key = LocalKey.in(new SecretFile(dataDir.resolve(LocalKey.NAME)), new SecureRandom());
    mint = new TokenMint(key, HUB, Desk.TYPES, clock);
    JwtVerifier real =
        new JwtVerifier(
            List.of(Issuer.local(key.keys(), HUB.toString())), Desk.roles(Map.of()), false, clock);
    verifier =
        new RememberingVerifier(
            token -> {
              verifications++;
              return real.verify(token);
            },
            clock);
  }

  @Test
  void aTokenThatComesAgainSoonIsNotVerifiedAgain() {
    String token = token("shop");
    assertThat(verifier.verify(token)).isEqualTo(verifier.verify(token));
    assertThat(verifications).isEqualTo(1);
  }

  @Test
  void aTokenIsVerifiedAgainAfterAWhile() {
    String token = token("shop");
    verifier.verify(token);
    now = now.plus(RememberingVerifier.FRESH);
    verifier.verify(token);
    assertThat(verifications).isEqualTo(2);
  }

  @Test
  void aTokenThatExpiresMeanwhileIsAskedAboutAgain() {
    String token = token("shop");
    now = now.plus(LIFETIME).plus(JwtVerifier.SKEW).minusSeconds(1);
    verifier.verify(token);
    now = now.plusSeconds(1);
    assertThatThrownBy(() -> verifier.verify(token))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void aClockThatIsSetBackTrustsNothingThatWasFoundOutLater() {
    String token = token("shop");
    verifier.verify(token);
    now = now.minusSeconds(1);
    verifier.verify(token);
    assertThat(verifications).isEqualTo(2);
  }

  @Test
  void aTokenThatIsRefusedIsRefusedEachTime() {
    String token = token("shop") + "x";
    for (int i = 1; i <= 3; i++) {
      assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(RefusedException.class);
      assertThat(verifications).isEqualTo(i);
    }
  }

  @Test
  void tokensThatShareAPlaceAreNotTakenForEachOther() {
    int many = 2 * RememberingVerifier.MAX_TOKENS;
    List<String> tokens = IntStream.range(0, many).mapToObj(n -> token("user" + n)).toList();
    for (int round = 0; round < 2; round++) {
      for (int n = 0; n < many; n++) {
        assertThat(verifier.verify(tokens.get(n)).subject()).isEqualTo("user" + n);
      }
    }
  }

  private String token(String subject) {
    return mint.mint(
        new TokenOrder(
            subject,
            List.of(new MatcherText("exact", "/a")),
            List.of(),
            Administration.NONE,
            LIFETIME));
  }
}
