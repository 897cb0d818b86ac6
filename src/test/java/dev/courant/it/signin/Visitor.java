package dev.courant.it.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.StreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;

/** Somebody with a browser, which keeps the cookie of the session and nothing else. */
final class Visitor {
  static final String PASSWORD = "correct-horse";

  private final ServerUnderTest server;
  private String cookie = "none=none";

  Visitor(ServerUnderTest server) {
    this.server = server;
  }

  /** Somebody who has signed in by name and password. */
  static Visitor signedIn(ServerUnderTest server, String name) throws Exception {
    Visitor visitor = new Visitor(server);
    HttpResponse<String> answer = visitor.signIn("", name, PASSWORD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return visitor;
  }

  HttpResponse<String> signIn(String query, String name, String password) throws Exception {
    String credentials =
        Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(server.at("signin" + query))
            .header("Authorization", "Basic " + credentials));
  }

  /** What the browser shows of its session to the server. */
  String cookie() {
    return cookie;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(server.at(path)));
  }

  /** Posts from a page, with headers: name, value, name, value, ... */
  HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.at(path))
            .POST(BodyPublishers.ofString(form))
            .header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Posts from a page of the application. */
  HttpResponse<String> postFromOwnPage(String path, String form) throws Exception {
    return post(path, form, "Origin", ownOrigin());
  }

  String ownOrigin() {
    return "http://" + server.base().getRawAuthority();
  }

  StreamReader listen(String path) throws Exception {
    return StreamReader.open(server, path, "Cookie", cookie);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = new HubCaller(server).send(request.header("Cookie", cookie));
    answer.headers().allValues("Set-Cookie").stream()
        .map(set -> set.split(";", 2)[0])
        .filter(pair -> pair.startsWith("JSESSIONID="))
        .forEach(pair -> cookie = pair);
    return answer;
  }
}
