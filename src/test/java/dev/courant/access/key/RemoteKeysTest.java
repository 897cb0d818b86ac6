package dev.courant.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import dev.courant.access.token.Forge;
import dev.courant.event.Eventually;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server; the time is ours. */
class RemoteKeysTest {
  private static final KeyPair ONE = Forge.rsaKeys(2048);
  private static final KeyPair TWO = Forge.rsaKeys(2048);

  private final AtomicLong nanos = new AtomicLong(-1);
  private KeyServer server;
  private RemoteKeys keys;

  @BeforeEach
  void open() throws IOException {
    server = new KeyServer();
    server.answer(200, KeyServer.set(KeyServer.rsa("one", ONE)));
    keys = new RemoteKeys(server.url(), Set.of(JWSAlgorithm.RS256), nanos::get);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void keysAreFetchedWhenTheFirstTokenComesAndThenKept() {
    assertThat(server.requests()).isZero();
    assertThat(verifies(ONE, "one")).isTrue();
    assertThat(verifies(ONE, null)).isTrue();
    assertThat(verifies(TWO, "one")).isFalse();
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void aKeyThatIsNotKnownIsLookedForButNotForEveryToken() {
    assertThat(verifies(ONE, "one")).isTrue();
    server.answer(200, KeyServer.set(KeyServer.rsa("one", ONE), KeyServer.rsa("two", TWO)));

    pass(RemoteKeys.AGAIN.minusSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertThat(verifies(TWO, "two")).isFalse();
    }
    assertThat(server.requests()).isEqualTo(1);

    pass(Duration.ofSeconds(2));
    assertThat(verifies(TWO, "two")).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(verifies(TWO, "no such " + i)).isTrue();
    }
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void keysAreRenewedBesideTheRequests() {
    assertThat(verifies(ONE, "one")).isTrue();
    server.answer(200, KeyServer.set(KeyServer.rsa("one", TWO)));
    pass(RemoteKeys.FRESH.plusSeconds(1));
    assertThat(verifies(ONE, "one")).as("answered with what is known").isTrue();
    Eventually.assertHolds("the new key", () -> !verifies(ONE, "one") && verifies(TWO, "one"));
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void whileTheIssuerDoesNotAnswerItsKeysAreTrustedForADay() {
    assertThat(verifies(ONE, "one")).isTrue();
    server.answer(500, "");
    pass(RemoteKeys.FORGOTTEN.minusSeconds(60));
    assertThat(verifies(ONE, "one")).isTrue();
    pass(Duration.ofSeconds(61));
    assertUnavailable();
    server.answer(200, KeyServer.set(KeyServer.rsa("one", ONE)));
    pass(RemoteKeys.AGAIN.plusSeconds(1));
    assertThat(verifies(ONE, "one")).isTrue();
  }

  @Test
  void withoutAnyKeyNobodyKnowsWhetherATokenIsGood() {
    KeyServer.Answer redirect =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(302, -1);
        };
    List<KeyServer.Answer> answers =
        List.of(
            redirect,
            KeyServer.status(404, KeyServer.set(KeyServer.rsa("one", ONE))),
            KeyServer.status(204, ""),
            KeyServer.status(200, ""),
            KeyServer.status(200, "<html>"),
            KeyServer.status(200, "[]"),
            KeyServer.status(200, "{\"keys\":[]}"),
            KeyServer.status(
                200, KeyServer.set("{\"kty\":\"oct\",\"k\":\"" + "A".repeat(64) + "\"}")),
            KeyServer.status(
                200, KeyServer.set(KeyServer.rsa("one", ONE)) + " ".repeat(300 * 1024)),
            KeyServer.status(200, many(33)));
    for (KeyServer.Answer answer : answers) {
      server.answer(answer);
      assertUnavailable();
      pass(RemoteKeys.AGAIN.plusSeconds(1));
    }
    assertThat(server.requests()).isEqualTo(answers.size());
    server.answer(200, many(32));
    assertThat(verifies(ONE, "k7")).isTrue();
  }

  @Test
  void anIssuerThatHangsHoldsNobodyUpForLongAndFewAtAll() {
    server.hang();
    assertUnavailable();
    // From here on there is nothing to wait for: no request is made.
    assertUnavailable();
    assertThat(server.requests()).isEqualTo(1);
    pass(RemoteKeys.AGAIN.plusSeconds(1));
    server.hangInTheBody();
    assertUnavailable();
    assertThat(server.requests()).isEqualTo(2);
  }

  @Test
  void manyRequestsAtOnceMakeOneFetch() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Boolean>> results =
          IntStream.range(0, 16).mapToObj(i -> threads.submit(() -> verifies(ONE, "one"))).toList();
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
      assertThat(server.requests()).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aPortWhereNobodyListensIsNoKey() {
    server.close();
    assertUnavailable();
  }

  private void assertUnavailable() {
    assertThatThrownBy(() -> keys.candidates(Optional.of("one")))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.ISSUER_UNAVAILABLE));
  }

  private boolean verifies(KeyPair signer, String keyId) {
    String[] token = Forge.token("h", "c", Forge.rsa("256", signer.getPrivate())).split("\\.", -1);
    return keys.candidates(Optional.ofNullable(keyId)).stream()
        .anyMatch(key -> key.verifies("RS256", token[0] + "." + token[1], token[2]));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static String many(int count) {
    return KeyServer.set(
        IntStream.range(0, count)
            .mapToObj(i -> KeyServer.rsa("k" + i, ONE))
            .toArray(String[]::new));
  }
}
