package dev.courant.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a request is called, and what of a request may stand in the log. */
class RequestIdTest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Map<String, Object> answered = new HashMap<>();

  @Test
  void aPlainTokenThatIsBroughtIsTheName() {
    for (String token : List.of("7", "a.B-c_9", "x".repeat(64))) {
      assertThat(nameOf(token)).isEqualTo(token);
      assertThat(answered).containsEntry("X-Request-Id", token);
    }
  }

  @Test
  void anythingElseIsReplacedByARandomName() {
    for (String bad : List.of("", " ", "a b", "x".repeat(65), "a\nb", "ä", "<script>", "a/b")) {
      String name = nameOf(bad);
      assertThat(UUID.fromString(name)).hasToString(name);
      assertThat(answered).containsEntry("X-Request-Id", name);
    }
    assertThat(nameOf(null)).isNotEqualTo(nameOf(null));
  }

  @Test
  void whatAClientHasSentStaysOnOneLine() {
    assertThat(RequestIdFilter.printable("/a\r\n2026 ERROR x\u001b[2J\u2028\u202e"))
        .isEqualTo("/a\\u000D\\u000A2026 ERROR x\\u001B[2J\\u2028\\u202E");
    assertThat(RequestIdFilter.printable("x".repeat(1000))).hasSize(256);
    assertThat(RequestIdFilter.printable("/ä/😀")).isEqualTo("/ä/😀");
  }

  private String nameOf(String brought) {
    HttpServletRequest request =
        standIn(
            HttpServletRequest.class,
            (method, arguments) ->
                switch (method) {
                  case "getHeader" -> brought;
                  case "getAttribute" -> attributes.get((String) arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  default -> throw new UnsupportedOperationException(method);
                });
    HttpServletResponse response =
        standIn(
            HttpServletResponse.class,
            (method, arguments) -> answered.put((String) arguments[0], arguments[1]));
    RequestId.give(request, response);
    return RequestId.of(request).orElseThrow();
  }

  private interface Answers {
    Object to(String method, Object[] arguments);
  }

  private static <T> T standIn(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.to(method.getName(), arguments);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }
}
