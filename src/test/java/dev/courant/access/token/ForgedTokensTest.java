package dev.courant.access.token;

import static dev.courant.access.token.Desk.HEADER;
import static dev.courant.access.token.Desk.SEAL;
import static dev.courant.access.token.Desk.assertInvalid;
import static dev.courant.access.token.Desk.claims;
import static dev.courant.access.token.Desk.issuer;
import static dev.courant.access.token.Desk.keys;
import static dev.courant.access.token.Desk.token;
import static dev.courant.access.token.Desk.tokenWithHeader;
import static dev.courant.access.token.Desk.verifier;
import static dev.courant.access.token.Desk.verify;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that try something (RFC 8725, "JWT Best Current Practices"). */
class ForgedTokensTest {
  private static final Forge.Seal NOTHING = input -> new byte[0];
  private static final KeyPair RSA = Forge.rsaKeys(2048);

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", " ", "HS257", "dir", "HS256 "})
  void anAlgorithmThatIsNoneOrUnknownVerifiesNothing(String algorithm) {
    String header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm);
    assertInvalid("signed", tokenWithHeader(header));
    assertInvalid("not signed", Forge.token(header, claims(), NOTHING));
    assertInvalid("with something", Forge.token(header, claims(), input -> new byte[] {0}));
  }

  @Test
  void aHeaderWithoutATextAsItsAlgorithmVerifiesNothing() {
    for (String header :
        List.of(
            "{\"typ\":\"at+jwt\"}",
            "{\"alg\":null,\"typ\":\"at+jwt\"}",
            "{\"alg\":[\"HS256\"],\"typ\":\"at+jwt\"}",
            "{\"alg\":256,\"typ\":\"at+jwt\"}")) {
      assertInvalid(header, tokenWithHeader(header));
    }
  }

  @Test
  void aPublicKeyIsNotTakenForASecret() {
    JwtVerifier verifier = verifier(issuer(keys(Forge.pem(RSA), "RS256", "HS256")));
    String good =
        Forge.token(HEADER.replace("HS256", "RS256"), claims(), Forge.rsa("256", RSA.getPrivate()));
    assertThat(verifier.verify(good).subject()).isEqualTo("alice");
    for (byte[] secret :
        List.of(
            Forge.pem(RSA).getBytes(UTF_8),
            Forge.pem(RSA).strip().getBytes(UTF_8),
            RSA.getPublic().getEncoded())) {
      assertInvalid(
          "signed with it", verifier, Forge.token(HEADER, claims(), Forge.hmac("256", secret)));
    }
  }

  @Test
  void anAlgorithmThatIsNotConfiguredForTheKeyVerifiesNothing() {
    JwtVerifier verifier = verifier(issuer(keys(Forge.pem(RSA), "RS256")));
    String header = HEADER.replace("HS256", "RS512");
    assertInvalid(
        "RS512", verifier, Forge.token(header, claims(), Forge.rsa("512", RSA.getPrivate())));
    assertInvalid(
        "PS256",
        verifier,
        Forge.token(HEADER.replace("HS256", "PS256"), claims(), Forge.pss(256, RSA.getPrivate())));
    assertInvalid(
        "RS256 by its name only",
        verifier,
        Forge.token(
            HEADER.replace("HS256", "RS256"), claims(), Forge.rsa("512", RSA.getPrivate())));
    assertInvalid(
        "HS512",
        Forge.token(
            HEADER.replace("HS256", "HS512"),
            claims(),
            Forge.hmac("512", Desk.SECRET.getBytes(UTF_8))));
  }

  @Test
  void keysThatATokenBringsOrNamesAreNotThere() {
    KeyPair own = Forge.rsaKeys(2048);
    String jwk =
        "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"%s\"}"
            .formatted(Forge.base64(((RSAPublicKey) own.getPublic()).getModulus(), 256));
    JwtVerifier verifier = verifier(issuer(keys(Forge.pem(RSA), "RS256")));
    for (String member :
        List.of(
            "\"jwk\":" + jwk,
            "\"jku\":\"https://evil.example/keys\"",
            "\"x5u\":\"https://evil.example/cert\"",
            "\"x5u\":\"file:///etc/passwd\"",
            "\"x5c\":[\"MIIB\"]",
            "\"x5t\":\"AAAA\"")) {
      String header = "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",%s}".formatted(member);
      assertInvalid(
          member, verifier, Forge.token(header, claims(), Forge.rsa("256", own.getPrivate())));
      // They are not there either where the signature is good.
      verifier.verify(Forge.token(header, claims(), Forge.rsa("256", RSA.getPrivate())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "/dev/null",
        "file:///dev/null",
        "' OR '1'='1",
        "a\\u0000b",
        "https://evil.example/key",
        ""
      })
  void theNameOfAKeyIsANameAndNoPath(String name) {
    String header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(name);
    // It is a hint: the key that is there is tried, and an empty one is not made of it.
    verify(tokenWithHeader(header));
    assertInvalid(name, Forge.token(header, claims(), Forge.hmac("256", new byte[1])));
  }

  @Test
  void anExtensionThatMustBeUnderstoodIsNot() {
    for (String critical : List.of("[\"b64\"],\"b64\":false", "[\"exp\"],\"exp\":1", "[]", "1")) {
      assertInvalid(
          critical,
          tokenWithHeader("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"crit\":" + critical + "}"));
    }
  }

  @Test
  void aSignatureThatWasTouchedVerifiesNothing() {
    String good = token();
    String[] parts = good.split("\\.", -1);
    String others = Forge.token(HEADER, claims("sub", "\"mallory\""), SEAL).split("\\.", -1)[1];
    assertInvalid("other claims", parts[0] + "." + others + "." + parts[2]);
    assertInvalid("cut short", good.substring(0, good.length() - 8));
    assertInvalid("none", parts[0] + "." + parts[1] + ".");
    assertInvalid("no dot either", parts[0] + "." + parts[1]);
    assertInvalid("of zeros", parts[0] + "." + parts[1] + "." + Forge.base64(new byte[32]));
    assertInvalid("of another", Forge.token(HEADER, claims(), Forge.hmac("256", new byte[32])));
    assertInvalid("longer", good + "AAAA");
  }

  @Test
  void anEllipticSignatureOfZerosVerifiesNothing() {
    KeyPair keys = Forge.ecKeys("secp256r1");
    JwtVerifier verifier = verifier(issuer(keys(Forge.pem(keys), "ES256")));
    String header = HEADER.replace("HS256", "ES256");
    verifier.verify(Forge.token(header, claims(), Forge.ecdsa("256", keys.getPrivate())));
    assertInvalid("zeros", verifier, Forge.token(header, claims(), input -> new byte[64]));
    assertInvalid("too short", verifier, Forge.token(header, claims(), input -> new byte[8]));
  }

  @Test
  void whatIsNoSignedTokenIsRefused() {
    String good = token();
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            "secret",
            "a.b.c",
            good + ".",
            "." + good,
            good + "." + good.split("\\.", -1)[0],
            good.replace('.', '/'),
            " " + good,
            good + "\n",
            good + "=",
            "{\"payload\":\"x\",\"signatures\":[]}",
            // Encrypted: five parts.
            "eyJhbGciOiJkaXIiLCJ6aXAiOiJERUYifQ..AAAA.AAAA.AAAA")) {
      assertInvalid(bad, bad);
    }
  }

  @Test
  void nothingIsUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bomb)) {
      deflater.write(claims().getBytes(UTF_8));
      deflater.write(new byte[8 * 1024 * 1024]);
    }
    byte[] header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"zip\":\"DEF\"}".getBytes(UTF_8);
    assertInvalid("a bomb", Forge.token(header, bomb.toByteArray(), SEAL));
  }

  @Test
  void aTokenOfAMegabyteIsNotLookedAt() {
    assertInvalid("1 MB", "a".repeat(1024 * 1024));
    assertInvalid("1 MB, signed", token("sub", "\"" + "x".repeat(1024 * 1024) + "\""));
    int room = CompactToken.MAX_CHARS - token("pad", "\"\"").length();
    verify(token("pad", "\"" + "x".repeat(room * 3 / 4 - 3) + "\""));
    assertInvalid("a little too long", token("pad", "\"" + "x".repeat(room * 3 / 4 + 3) + "\""));
  }

  @Test
  void jsonThatTwoReadersReadInTwoWaysIsRefused() {
    String doubled = claims().replaceFirst("\\{", "{\"sub\":\"bob\",");
    assertInvalid("a claim twice", Forge.token(HEADER, doubled, SEAL));
    assertInvalid(
        "a header twice",
        tokenWithHeader("{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"at+jwt\"}"));
    assertInvalid("one spelled with an escape", token("s\\u0075b", "\"bob\""));
    assertInvalid("a member twice, further in", token("x", "[{\"a\":1,\"a\":2}]"));
    for (String no :
        List.of(
            "", "[]", "1", "\"x\"", "null", claims() + "{}", claims() + "x", "{'a':1}", "{a:1}")) {
      assertInvalid(no, Forge.token(HEADER, no, SEAL));
      assertInvalid(no, Forge.token(no, claims(), SEAL));
    }
    byte[] header = HEADER.getBytes(UTF_8);
    String umlaut = claims("sub", "\"Jörg\"");
    verify(Forge.token(header, umlaut.getBytes(UTF_8), SEAL));
    assertInvalid("not UTF-8", Forge.token(header, umlaut.getBytes(ISO_8859_1), SEAL));
    assertInvalid("UTF-16", Forge.token(header, umlaut.getBytes(UTF_16), SEAL));
  }

  @Test
  void jsonIsNotFollowedIntoTheDeep() {
    verify(token("x", "[".repeat(StrictJson.MAX_DEPTH - 1) + "]".repeat(StrictJson.MAX_DEPTH - 1)));
    assertInvalid("deeper", token("x", "[".repeat(12) + "]".repeat(12)));
    assertInvalid("far deeper", token("x", "[".repeat(4000) + "]".repeat(4000)));
    assertInvalid("objects", token("x", "{\"a\":".repeat(1200) + "1" + "}".repeat(1200)));
    assertInvalid("without an end", Forge.token(HEADER, "[".repeat(10_000), SEAL));
  }
}
