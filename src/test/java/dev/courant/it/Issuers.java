package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.key.KeyServer;
import dev.courant.access.token.Forge;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;

/**
 * The issuers of tokens that the hub under test is configured with: one that it has a secret of,
 * one with a key set at a URL, and an identity provider that tells roles.
 */
final class Issuers {
  static final String ID = "https://id.example";
  static final String REMOTE = "https://remote.example";
  static final String PROVIDER = "https://sso.example/realms/it";
  static final String PROVIDER_AUDIENCE = "intranet";

  static final String SECRET = "the secret of the container tests";
  private static final KeyPair RSA = Forge.rsaKeys(2048);
  private static final KeyServer KEY_SERVER = keyServer();

  private Issuers() {}

  /** The properties that make the hub know them. */
  static String configuration() {
    return """
        courant.issuers=it,remote,sso,%s
        courant.issuers.it.issuer=%s
        courant.issuers.it.key=%s
        courant.issuers.remote.issuer=%s
        courant.issuers.remote.jwks-url=%s
        courant.issuers.sso.issuer=%s
        courant.issuers.sso.key=%s
        courant.issuers.sso.typ=any
        courant.issuers.sso.audience=%s
        courant.issuers.sso.roles-claim=realm_access.roles
        courant.issuers.sso.user-claim=preferred_username
        courant.roles=clerk,boss
        courant.roles.clerk.subscribe=/access/users/{user}
        courant.roles.clerk.publish=/access/news
        courant.roles.boss.admin=true
        """
            .formatted(
                KeyRing.names(),
                ID,
                SECRET,
                REMOTE,
                KEY_SERVER.url(),
                PROVIDER,
                SECRET,
                PROVIDER_AUDIENCE)
        + KeyRing.configuration();
  }

  /** A good token of the first issuer, with these details. */
  static String token(String hub, String details) {
    return token(hub, "authorization_details", details);
  }

  /** A token of the first issuer with these claims instead of its own or beside them. */
  static String token(String hub, String... namesAndJson) {
    return Forge.token(
        "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", claims(ID, hub, namesAndJson), seal());
  }

  /** A token of the issuer that has its keys at a URL. */
  static String remoteToken(String hub, String keyId, String details) {
    return Forge.token(
        "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(keyId),
        claims(REMOTE, hub, "authorization_details", details),
        Forge.rsa("256", RSA.getPrivate()));
  }

  /** A token of the identity provider for that user with that role. */
  static String roleToken(String user, String role) {
    return Forge.token(
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        claims(
            PROVIDER,
            PROVIDER_AUDIENCE,
            "preferred_username",
            "\"" + user + "\"",
            "realm_access",
            "{\"roles\":[\"offline_access\",\"" + role + "\"]}"),
        seal());
  }

  /** A token as Mercure 0.x has them. */
  static String legacyToken(String claim) {
    return Forge.token(
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"mercure\":%s}".formatted(claim), seal());
  }

  /** One detail, as an array. */
  static String details(String action, String topic) {
    return """
        [{"type":"https://mercure.rocks/authorization-detail","actions":["%s"],
          "topics":[{"match":"%s"}]}]"""
        .formatted(action, topic);
  }

  static long inSeconds(long seconds) {
    return Instant.now().plus(Duration.ofSeconds(seconds)).getEpochSecond();
  }

  private static String claims(String issuer, String audience, String... namesAndJson) {
    StringBuilder claims = new StringBuilder("{\"iss\":\"" + issuer + "\",\"sub\":\"it\"");
    String names = String.join(",", namesAndJson);
    if (!names.contains("aud,")) {
      claims.append(",\"aud\":\"").append(audience).append('"');
    }
    if (!names.contains("exp,")) {
      claims.append(",\"exp\":").append(inSeconds(600));
    }
    for (int i = 0; i < namesAndJson.length; i += 2) {
      claims.append(",\"").append(namesAndJson[i]).append("\":").append(namesAndJson[i + 1]);
    }
    return claims.append('}').toString();
  }

  /** How the first issuer signs. */
  static Forge.Seal seal() {
    return Forge.hmac("256", SECRET.getBytes(UTF_8));
  }

  private static KeyServer keyServer() {
    try {
      KeyServer server = new KeyServer();
      server.answer(200, KeyServer.set(KeyServer.rsa("it", RSA)));
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
