package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.token.Forge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/**
 * Tokens of every kind against the whole of a running server, with the libraries that it brings
 * along itself (RFC 8725, "JWT Best Current Practices").
 */
interface TokenCorpusBehaviour {
  String TOPIC = "/corpus";
  String FORM = "topic=" + TOPIC;
  String USUAL_HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void everyAlgorithmThatMayBeConfiguredIsVerifiedAndNoOtherSignatureIsTaken()
      throws Exception {
    String hub = Challenges.of(server()).hub();
    Map<String, Forge.Seal> seals = KeyRing.seals();
    for (String algorithm : seals.keySet()) {
      Forge.Seal seal = seals.get(algorithm);
      assertThat(published(KeyRing.token(hub, algorithm, seal))).as(algorithm).isEqualTo(200);
      for (String other : seals.keySet()) {
        if (!other.equals(algorithm)) {
          assertThat(published(KeyRing.token(hub, other, seal)))
              .as(algorithm + " as " + other)
              .isEqualTo(401);
        }
      }
    }
  }

  @Test
  default void aPublishersKeyGivesNoReadingAndASubscribersNoPublishing() throws Exception {
    String hub = Challenges.of(server()).hub();
    String publisher = KeyRing.ofPublisher(hub);
    String subscriber = KeyRing.ofSubscriber(hub);
    assertThat(published(publisher)).isEqualTo(200);
    assertThat(published(subscriber)).isEqualTo(403);
    String path = HubCaller.HUB + "?match=" + TOPIC;
    try (var reads = StreamReader.open(server(), path, "Authorization", "Bearer " + subscriber);
        var writes = StreamReader.open(server(), path, "Authorization", "Bearer " + publisher)) {
      HubCaller caller = new HubCaller(server());
      caller.publish("topic", TOPIC, "data", "secret", "private", "on");
      caller.publish("topic", TOPIC, "data", "the end");
      assertThat(reads.dataUpTo("the end")).containsExactly("secret", "the end");
      assertThat(writes.dataUpTo("the end")).containsExactly("the end");
    }
  }

  @Test
  default void aTokenThatTriesSomethingOpensNothingHoweverItIsPresented() throws Exception {
    String challenge = Challenges.of(server()).badToken();
    HubCaller caller = new HubCaller(server());
    for (var token : corpus(Challenges.of(server()).hub()).entrySet()) {
      for (String path : List.of(HubCaller.HUB + "?match=" + TOPIC, "api/events?match=" + TOPIC)) {
        for (String[] header :
            new String[][] {
              {"Authorization", "Bearer " + token.getValue()},
              {"Cookie", "__Secure-mercure_access_token=" + token.getValue()}
            }) {
          Challenges.assertRefused(
              server(),
              token.getKey() + " in " + header[0] + " at " + path,
              caller.request(path).header(header[0], header[1]),
              401,
              challenge);
        }
      }
      assertThat(published(token.getValue())).as(token.getKey()).isEqualTo(401);
    }
  }

  @Test
  default void aTokenOfAMegabyteIsNotLookedAtAndHarmsNobody() throws Exception {
    String token = "a".repeat(1024 * 1024);
    for (String header : List.of("Authorization: Bearer ", "Cookie: " + cookie())) {
      assertThat(status(header + token)).as(header).isIn(400, 401, 413, 431, 0);
    }
    assertThat(published(KeyRing.ofPublisher(Challenges.of(server()).hub()))).isEqualTo(200);
  }

  @Test
  default void noTokenAndNoCookieIsWrittenIntoTheLog() throws Exception {
    String hub = Challenges.of(server()).hub();
    HubCaller caller = new HubCaller(server());
    String good = Issuers.token(hub, Issuers.details("publish", TOPIC));
    String bad = Issuers.token(hub, "exp", "1");
    for (String token : List.of(good, bad)) {
      published(token);
      caller.send(caller.posting(FORM).header("Cookie", cookie() + token));
      caller.get(HubCaller.HUB + "?match=" + TOPIC + "&match_odd=&authorization=" + token);
    }
    caller.get(HubCaller.HUB + "?match=a%0D%0Aforged%20line");
    for (String secret :
        List.of(signature(good), signature(bad), signature(caller.bearer()), "forged line")) {
      assertThat(server().logged()).doesNotContain(secret);
    }
  }

  /** Every one would grant publishing, if it was believed. */
  private static Map<String, String> corpus(String hub) throws IOException {
    Map<String, String> corpus = new LinkedHashMap<>();
    String[] good = Issuers.token(hub, Issuers.details("publish", TOPIC)).split("\\.", -1);
    putSignatures(corpus, good);
    putHeaders(corpus, good[1]);
    putClaims(corpus, hub);
    corpus.put("the public key as a secret", KeyRing.confused(hub));
    String bomb = encoded("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"zip\":\"DEF\"}") + "." + bomb();
    corpus.put("a zip bomb", bomb + "." + Forge.signature(bomb, Issuers.seal()));
    return corpus;
  }

  private static void putSignatures(Map<String, String> corpus, String[] good) {
    for (String none : List.of("none", "NONE", "nOnE", "")) {
      String input = encoded("{\"alg\":\"%s\",\"typ\":\"at+jwt\"}".formatted(none)) + "." + good[1];
      corpus.put("alg " + none, input + ".AAAA");
      corpus.put("alg " + none + ", unsigned", input + ".");
    }
    corpus.put("no signature", good[0] + "." + good[1] + ".");
    corpus.put("two parts", good[0] + "." + good[1]);
    corpus.put("encrypted", "eyJhbGciOiJkaXIiLCJ6aXAiOiJERUYifQ..AAAA.AAAA.AAAA");
    corpus.put("an empty header", encoded("{}") + "." + good[1] + "." + good[2]);
  }

  private static void putHeaders(Map<String, String> corpus, String claims) {
    String start = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",";
    for (String kid : List.of("../../../../dev/null", "file:///dev/null", "' OR '1'='1")) {
      String input = encoded(start + "\"kid\":\"" + kid + "\"}") + "." + claims;
      corpus.put(
          "kid " + kid, input + "." + Forge.signature(input, Forge.hmac("256", new byte[1])));
    }
    for (String member :
        List.of(
            "\"jku\":\"https://evil.example/keys\"",
            "\"x5u\":\"https://evil.example/cert\"",
            "\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}")) {
      String input = encoded(start + member + "}") + "." + claims;
      corpus.put(member, input + "." + Forge.signature(input, Forge.hmac("256", new byte[1])));
    }
    for (String header : List.of("{\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) {
      String input = encoded(header) + "." + claims;
      corpus.put("typ in " + header, input + "." + Forge.signature(input, Issuers.seal()));
    }
  }

  private static void putClaims(Map<String, String> corpus, String hub) {
    String details = Issuers.details("publish", TOPIC);
    String all =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"exp\":%d,\"authorization_details\":%s}"
            .formatted(Issuers.ID, hub, Issuers.inSeconds(600), details);
    for (String claim : List.of("iss", "aud", "exp")) {
      String rest = all.replaceFirst("\"%s\":[^,]+,".formatted(claim), "");
      corpus.put("no " + claim, Forge.token(USUAL_HEADER, rest, Issuers.seal()));
    }
    corpus.put("exp in the past", Issuers.token(hub, "authorization_details", details, "exp", "1"));
    corpus.put("exp as text", Issuers.token(hub, "authorization_details", details, "exp", "\"9\""));
    corpus.put("aud of another", Issuers.token(hub + "/", details));
    corpus.put("aud in capitals", Issuers.token(hub.toUpperCase(Locale.ROOT), details));
    corpus.put("iss twice", Issuers.token(hub, "iss", "\"" + Issuers.ID + "\""));
  }

  private static String bomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bomb)) {
      deflater.write(new byte[2 * 1024 * 1024]);
    }
    return Forge.base64(bomb.toByteArray());
  }

  private static String encoded(String text) {
    return Forge.base64(text.getBytes(UTF_8));
  }

  private static String cookie() {
    return "__Secure-mercure_access_token=";
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private int published(String token) throws Exception {
    HubCaller caller = new HubCaller(server());
    return caller
        .send(caller.posting(FORM).header("Authorization", "Bearer " + token))
        .statusCode();
  }

  /** The status; 0 where the server has hung up before it was told all. */
  private int status(String header) throws IOException {
    try (var client = RawClient.connect(server())) {
      client.send("GET", HubCaller.HUB + "?match=" + TOPIC, header);
      return client.readHead().status();
    } catch (IOException hungUp) {
      return 0;
    }
  }
}
