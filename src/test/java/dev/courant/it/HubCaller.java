package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls the hub as an application beside it would: over HTTP, with the admin token. */
public record HubCaller(ServerUnderTest server) {
  public static final String HUB = ".well-known/mercure";
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The header value that shows the admin token. */
  public String bearer() throws IOException {
    return "Bearer " + Files.readString(server.dataDirectory().resolve("admin-token")).strip();
  }

  /** Publishes the fields (name, value, name, value, ...), and returns the id of the event. */
  public String publish(String... namesAndValues) throws IOException, InterruptedException {
    HttpResponse<String> response = post(form(namesAndValues));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  /** Posts a body as it is, with the token. */
  public HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(posting(body).header("Authorization", bearer()));
  }

  /** A publication with this form as its body, and nothing else. */
  public HttpRequest.Builder posting(String body) {
    return request(HUB).POST(BodyPublishers.ofString(body)).header("Content-Type", FORM);
  }

  /** Has a token made by this order, and returns the header value that shows it. */
  public String mint(String order) throws IOException, InterruptedException {
    HttpResponse<String> response = send(sending("POST", "api/admin/tokens", order));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return "Bearer " + response.body();
  }

  /** A request with JSON for its body and the admin token. */
  public HttpRequest.Builder sending(String method, String path, String json) throws IOException {
    return request(path)
        .method(method, BodyPublishers.ofString(json))
        .header("Content-Type", "application/json")
        .header("Authorization", bearer());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.at(path)).timeout(Eventually.PATIENCE);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** What an answer says, but for the name of its request, which each has for itself. */
  public static String saidIn(HttpResponse<String> answer) {
    return answer.body().replaceAll(",\"request_id\":\"[^\"]*\"", "");
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /**
   * Has the application's own code do something (see {@code dev.courant.it.app}), and returns what
   * it says about that.
   *
   * @param parameters of the query: name, value, name, value, ...
   */
  public String trigger(String path, String body, String... parameters)
      throws IOException, InterruptedException {
    URI uri = server.at("api/it/" + path + "?" + form(parameters));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "text/plain;charset=utf-8")
            .POST(BodyPublishers.ofString(body));
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    return response.body();
  }

  /** Sends a form to a resource of the application, as one of its pages does. */
  public HttpResponse<String> submit(String path, String... namesAndValues)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(namesAndValues))));
  }

  /** A number from the overview of the admin interface. */
  public long overview(String name) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(request("api/admin/overview").header("Authorization", bearer()));
    assertThat(response.statusCode()).isEqualTo(200);
    Matcher number = Pattern.compile("\"%s\":(\\d+)".formatted(name)).matcher(response.body());
    assertThat(number.find()).as(response.body()).isTrue();
    return Long.parseLong(number.group(1));
  }

  /** How much of the server's heap is in use after a collection, in bytes. */
  public long heapBytes() throws IOException, InterruptedException {
    return Long.parseLong(get("api/it/load/heap").body());
  }

  /** Fields as a query or as the body of a form. */
  public static String form(String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(encode(namesAndValues[i]))
          .append('=')
          .append(encode(namesAndValues[i + 1]));
    }
    return form.toString();
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
