package dev.courant.access.token;

import static dev.courant.access.token.Desk.claims;
import static dev.courant.access.token.Desk.issuer;
import static dev.courant.access.token.Desk.keys;
import static dev.courant.access.token.Desk.verifier;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.key.Algorithms;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every algorithm that may be configured really works, signed by the JDK (RFC 7518, RFC 8037). */
class SignatureAlgorithmsTest {
  private static final KeyPair RSA = Forge.rsaKeys(2048);
  private static final KeyPair P256 = Forge.ecKeys("secp256r1");
  private static final KeyPair P384 = Forge.ecKeys("secp384r1");
  private static final KeyPair P521 = Forge.ecKeys("secp521r1");
  private static final KeyPair EDWARDS = Forge.ed25519Keys();

  private static final String SECRET = "0123456789abcdef".repeat(4);

  private record Case(String key, Forge.Seal seal) {}

  @Test
  void eachVerifiesItsOwnTokensAndNoOthers() {
    Map<String, Case> cases = cases();
    assertThat(cases.keySet()).isEqualTo(Algorithms.names(false));
    cases.forEach(
        (name, mine) -> {
          JwtVerifier verifier = verifier(issuer(keys(mine.key(), name)));
          cases.forEach(
              (other, theirs) -> {
                String token = token(other, theirs.seal());
                if (other.equals(name)) {
                  assertThat(verifier.verify(token).subject()).as(name).isEqualTo("alice");
                } else {
                  Desk.assertInvalid(other + " for " + name, verifier, token);
                  Desk.assertInvalid(other + " as " + name, verifier, token(name, theirs.seal()));
                }
              });
        });
  }

  private static String token(String algorithm, Forge.Seal seal) {
    return Forge.token("{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm), claims(), seal);
  }

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    for (int hash : new int[] {256, 384, 512}) {
      String bits = Integer.toString(hash);
      String pem = Forge.pem(RSA);
      cases.put("HS" + hash, new Case(SECRET, Forge.hmac(bits, SECRET.getBytes(UTF_8))));
      cases.put("RS" + hash, new Case(pem, Forge.rsa(bits, RSA.getPrivate())));
      cases.put("PS" + hash, new Case(pem, Forge.pss(hash, RSA.getPrivate())));
    }
    cases.put("ES256", new Case(Forge.pem(P256), Forge.ecdsa("256", P256.getPrivate())));
    cases.put("ES384", new Case(Forge.pem(P384), Forge.ecdsa("384", P384.getPrivate())));
    cases.put("ES512", new Case(Forge.pem(P521), Forge.ecdsa("512", P521.getPrivate())));
    cases.put("EdDSA", new Case(Forge.pem(EDWARDS), Forge.ed25519(EDWARDS.getPrivate())));
    return cases;
  }
}
