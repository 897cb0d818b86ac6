package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.courant.access.Action;
import dev.courant.access.token.Forge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final String SECRET = "thirty-two characters of secret!";

  @TempDir private Path directory;

  @Test
  void aSecretIsTextOrBase64() throws UnusableKeyException {
    byte[] bytes = SECRET.getBytes(UTF_8);
    for (String text :
        List.of(
            SECRET,
            "  " + SECRET + "\n",
            "base64:" + Base64.getEncoder().encodeToString(bytes),
            "base64:" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))) {
      assertThat(KeyText.parse(text)).singleElement().satisfies(key -> verifies(key, bytes));
    }
  }

  @Test
  void publicKeysComeAsPem() throws UnusableKeyException {
    for (KeyPair keys :
        List.of(Forge.rsaKeys(2048), Forge.ecKeys("secp384r1"), Forge.ed25519Keys())) {
      String pem = Forge.pem(keys);
      assertThat(KeyText.parse(pem)).hasSize(1);
      assertThat(KeyText.parse(pem.strip().replace("\n", "\\n"))).isEqualTo(KeyText.parse(pem));
      assertThat(KeyText.parse(pem.replace('\n', ' '))).isEqualTo(KeyText.parse(pem));
      assertThat(KeyText.parse(pem + Forge.pem(Forge.ed25519Keys()))).hasSize(2);
    }
  }

  @Test
  void keysComeAsJson() throws UnusableKeyException {
    String one =
        "{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"%s\"}"
            .formatted(Forge.base64(SECRET.getBytes(UTF_8)));
    assertThat(KeyText.parse(one))
        .singleElement()
        .satisfies(k -> verifies(k, SECRET.getBytes(UTF_8)));
    String unknown = "{\"kty\":\"new\",\"x\":\"y\"}";
    assertThat(KeyText.parse("{\"keys\":[%s,%s,%s]}".formatted(one, unknown, one))).hasSize(2);
  }

  @Test
  void aFileHoldsAnyOfThese() throws IOException, UnusableKeyException {
    Path file = directory.resolve("key");
    String pem = Forge.pem(Forge.rsaKeys(2048));
    for (String content : List.of(SECRET + "\n", pem)) {
      Files.writeString(file, content);
      assertThat(KeyText.parse("file:" + file)).isEqualTo(KeyText.parse(content));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "thirty-one characters of secret",
        "base64:",
        "base64:AAAA",
        "base64:not base64 but it is long enough to be a secret",
        "{",
        "{}",
        "{\"kty\":\"oct\",\"k\":\"AAAA\"",
        "{\"kty\":\"oct\"}",
        "{\"keys\":1}",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nMIIB",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        "file:/no/such/file",
        "file:"
      })
  void whatIsNoKeyIsRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> KeyText.parse(text))
        .isInstanceOfSatisfying(
            UnusableKeyException.class,
            e -> {
              if (text.length() > 12) {
                assertThat(e.needed()).doesNotContain(text.substring(7));
              }
            });
  }

  @Test
  void aKeyThatIsTooWeakOrForSomethingElseIsRefused() throws UnusableKeyException {
    assertUnusable(KeyText.parse(Forge.pem(Forge.rsaKeys(1024))).get(0), JWSAlgorithm.RS256);
    assertUnusable(
        KeyText.parse("{\"kty\":\"oct\",\"k\":\"%s\"}".formatted(Forge.base64(new byte[31])))
            .get(0),
        JWSAlgorithm.HS256);
    JWK secret = KeyText.parse(SECRET).get(0);
    assertUnusable(secret, JWSAlgorithm.HS384);
    assertUnusable(secret, JWSAlgorithm.HS512);
    assertUnusable(secret, JWSAlgorithm.RS256);
    assertUnusable(KeyText.parse(Forge.pem(Forge.ecKeys("secp256r1"))).get(0), JWSAlgorithm.ES384);
    String json = "{\"kty\":\"oct\",%s,\"k\":\"" + Forge.base64(SECRET.getBytes(UTF_8)) + "\"}";
    for (String other :
        List.of(
            "\"use\":\"enc\"",
            "\"alg\":\"HS384\"",
            "\"alg\":\"dir\"",
            "\"key_ops\":[\"encrypt\"]")) {
      assertUnusable(KeyText.parse(json.formatted(other)).get(0), JWSAlgorithm.HS256);
    }
    for (String good :
        List.of("\"use\":\"sig\"", "\"alg\":\"HS256\"", "\"key_ops\":[\"sign\",\"verify\"]")) {
      verifies(KeyText.parse(json.formatted(good)).get(0), SECRET.getBytes(UTF_8));
    }
  }

  private static void assertUnusable(JWK key, JWSAlgorithm algorithm) {
    assertThatThrownBy(
            () -> VerificationKey.of(key, Set.of(algorithm), EnumSet.allOf(Action.class)))
        .as("%s for %s", key.getKeyType(), algorithm)
        .isInstanceOf(UnusableKeyException.class);
  }

  private static void verifies(JWK jwk, byte[] secret) {
    String[] token = Forge.token("h", "c", Forge.hmac("256", secret)).split("\\.", -1);
    try {
      VerificationKey key =
          VerificationKey.of(jwk, Set.of(JWSAlgorithm.HS256), EnumSet.allOf(Action.class));
      assertThat(key.verifies("HS256", token[0] + "." + token[1], token[2])).isTrue();
    } catch (UnusableKeyException e) {
      throw new AssertionError(e);
    }
  }
}
