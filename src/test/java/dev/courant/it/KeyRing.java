package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.token.Forge;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Issuers of tokens that differ in how they sign: one with public keys of every kind, one with a
 * long secret, and one with a key for each action.
 */
final class KeyRing {
  private static final String PUBLIC = "https://public.example";
  private static final String SECRET = "https://secret.example";
  private static final String SPLIT = "https://split.example";

  private static final KeyPair RSA = Forge.rsaKeys(2048);
  private static final KeyPair P256 = Forge.ecKeys("secp256r1");
  private static final KeyPair P384 = Forge.ecKeys("secp384r1");
  private static final KeyPair P521 = Forge.ecKeys("secp521r1");
  private static final KeyPair EDWARDS = Forge.ed25519Keys();

  /** As long as HS512 needs it. */
  private static final String LONG_SECRET = "0123456789abcdef".repeat(4);

  private static final String PUBLISHER_SECRET = "of publishers only: " + LONG_SECRET;
  private static final String SUBSCRIBER_SECRET = "of subscribers only: " + LONG_SECRET;

  private KeyRing() {}

  /** The properties that make the hub know them, beside {@code courant.issuers}. */
  static String configuration() {
    String pems =
        List.of(RSA, P256, P384, P521, EDWARDS).stream()
            .map(keys -> Forge.pem(keys).replace("\r\n", "\\n").replace("\n", "\\n"))
            .collect(Collectors.joining());
    return """
        courant.issuers.public.issuer=%s
        courant.issuers.public.key=%s
        courant.issuers.public.algorithms=%s
        courant.issuers.secret.issuer=%s
        courant.issuers.secret.key=%s
        courant.issuers.secret.algorithms=HS256,HS384,HS512
        courant.issuers.split.issuer=%s
        courant.issuers.split.publisher-key=%s
        courant.issuers.split.subscriber-key=%s
        """
        .formatted(
            PUBLIC,
            pems,
            seals().keySet().stream()
                .filter(name -> !name.startsWith("HS"))
                .collect(Collectors.joining(",")),
            SECRET,
            LONG_SECRET,
            SPLIT,
            PUBLISHER_SECRET,
            SUBSCRIBER_SECRET);
  }

  /** The names of those that {@link #configuration} tells of. */
  static String names() {
    return "public,secret,split";
  }

  /** How each algorithm signs. */
  static Map<String, Forge.Seal> seals() {
    Map<String, Forge.Seal> seals = new LinkedHashMap<>();
    for (int hash : new int[] {256, 384, 512}) {
      String bits = Integer.toString(hash);
      seals.put("HS" + bits, Forge.hmac(bits, LONG_SECRET.getBytes(UTF_8)));
      seals.put("RS" + bits, Forge.rsa(bits, RSA.getPrivate()));
      seals.put("PS" + bits, Forge.pss(hash, RSA.getPrivate()));
    }
    seals.put("ES256", Forge.ecdsa("256", P256.getPrivate()));
    seals.put("ES384", Forge.ecdsa("384", P384.getPrivate()));
    seals.put("ES512", Forge.ecdsa("512", P521.getPrivate()));
    seals.put("EdDSA", Forge.ed25519(EDWARDS.getPrivate()));
    return seals;
  }

  /** A token that says to be signed by that algorithm, of whoever has keys for that. */
  static String token(String hub, String algorithm, Forge.Seal seal) {
    return token(hub, algorithm.startsWith("HS") ? SECRET : PUBLIC, algorithm, seal);
  }

  /** A token of somebody who knows the public key only, and uses it as a secret. */
  static String confused(String hub) {
    return token(hub, PUBLIC, "HS256", Forge.hmac("256", Forge.pem(RSA).getBytes(UTF_8)));
  }

  static String ofPublisher(String hub) {
    return token(hub, SPLIT, "HS256", Forge.hmac("256", PUBLISHER_SECRET.getBytes(UTF_8)));
  }

  static String ofSubscriber(String hub) {
    return token(hub, SPLIT, "HS256", Forge.hmac("256", SUBSCRIBER_SECRET.getBytes(UTF_8)));
  }

  /** Each claims all rights there are on one topic. */
  private static String token(String hub, String issuer, String algorithm, Forge.Seal seal) {
    return Forge.token(
        "{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(algorithm),
        """
        {"iss":"%s","aud":"%s","exp":%d,"sub":"it","authorization_details":[
          {"type":"https://mercure.rocks/authorization-detail",
           "actions":["publish","subscribe"],"topics":[{"match":"%s"}]}]}"""
            .formatted(issuer, hub, Issuers.inSeconds(600), TokenCorpusBehaviour.TOPIC),
        seal);
  }
}
