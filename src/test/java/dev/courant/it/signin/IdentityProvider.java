package dev.courant.it.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.courant.access.key.KeyServer;
import dev.courant.access.token.Forge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An identity provider on the loopback address (OpenID Connect Core 1.0, section 3.1), which takes
 * every visitor for the same user and asks nobody for a password.
 */
final class IdentityProvider implements AutoCloseable {
  private static final KeyPair KEYS = Forge.rsaKeys(2048);

  private final HttpServer server;
  private final String user;
  private final String group;

  /** The nonce of each code that was given out. */
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  IdentityProvider(String user, String group) throws IOException {
    this.user = user;
    this.group = group;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", x -> json(x, metadata()));
    server.createContext("/keys", x -> json(x, KeyServer.set(KeyServer.rsa("it", KEYS))));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/userinfo", x -> json(x, userClaims()));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String metadata() {
    return """
        {"issuer":"$/","authorization_endpoint":"$/authorize","token_endpoint":"$/token",
         "userinfo_endpoint":"$/userinfo","jwks_uri":"$/keys",
         "response_types_supported":["code"],"subject_types_supported":["public"],
         "scopes_supported":["openid","email","profile"],
         "claims_supported":["sub","preferred_username","groups"],
         "id_token_signing_alg_values_supported":["RS256"]}"""
        .replace("$/", url() + "/")
        .replace("\"issuer\":\"" + url() + "/\"", "\"issuer\":\"" + url() + "\"");
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String code = "code" + nonces.size();
    nonces.put(code, query.getOrDefault("nonce", ""));
    String back =
        "%s?code=%s&state=%s".formatted(query.get("redirect_uri"), code, query.get("state"));
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String nonce = nonces.remove(form(body).getOrDefault("code", ""));
    if (nonce == null) {
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
      return;
    }
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"%s","aud":"courant","sub":"1","iat":%d,"exp":%d,"nonce":"%s",%s}"""
            .formatted(url(), now, now + 600, nonce, identity());
    String token =
        Forge.token(
            "{\"alg\":\"RS256\",\"kid\":\"it\"}", claims, Forge.rsa("256", KEYS.getPrivate()));
    json(
        exchange,
        """
        {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":600,"scope":"openid"}"""
            .formatted(token, token));
  }

  private String userClaims() {
    return "{\"sub\":\"1\"," + identity() + "}";
  }

  private String identity() {
    return "\"preferred_username\":\"%s\",\"groups\":[\"%s\"]".formatted(user, group);
  }

  private static void json(HttpExchange exchange, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = json.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }
}
