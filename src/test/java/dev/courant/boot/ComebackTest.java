package dev.courant.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.wire.EventStreamParser;
import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How refusals that are only temporary are told: to browsers, and to everybody else. */
class ComebackTest {
  private static final URI METADATA = URI.create("https://hub.example/metadata");
  private static final Set<Refusal> TEMPORARY =
      EnumSet.of(
          Refusal.TOO_MANY_CONNECTIONS,
          Refusal.TOO_FAST,
          Refusal.STORE_UNAVAILABLE,
          Refusal.ISSUER_UNAVAILABLE,
          Refusal.OVERLOADED,
          Refusal.STOPPING);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        // method | Accept                                  | query                    | a stream
        "GET      | text/event-stream                       | match=/a                 | true",
        "GET      | TEXT/Event-Stream                       | none                     | true",
        "GET      | text/event-stream;q=0.9, */*            | match=/a                 | true",
        "GET      | application/json, text/event-stream     | match=/a                 | true",
        "QUERY    | text/event-stream                       | none                     | true",
        "GET      | text/event-stream                       | problems=other           | true",
        "GET      | text/event-stream                       | %ff                      | true",
        "GET      | text/event-stream                       | match=/a&problems=status | false",
        "GET      | text/event-stream; q=0                  | match=/a                 | false",
        "GET      | text/event-streams                      | match=/a                 | false",
        "GET      | */*                                     | match=/a                 | false",
        "GET      | text/*                                  | match=/a                 | false",
        "GET      | none                                    | match=/a                 | false",
        "GET      | application/x-ndjson                    | match=/a                 | false",
        "GET      | application/x-ndjson, text/event-stream;q=0.9 | match=/a           | false",
        "GET      | text/event-stream,application/x-ndjson  | match=/a                 | true",
        "HEAD     | text/event-stream                       | match=/a                 | false",
        "POST     | text/event-stream                       | none                     | false",
        "PUT      | text/event-stream                       | none                     | false",
      })
  void aStreamIsTheAnswerToWhoeverUnderstandsNothingElse(
      String method, String accept, String query, boolean isStream) {
    HttpServletRequest request = request(method, accept, query);
    for (Refusal refusal : Refusal.values()) {
      Problem problem = Problem.of(request, new RefusedException(refusal, "why"), METADATA);
      boolean expected = isStream && TEMPORARY.contains(refusal);
      assertThat(problem.status()).as("%s", refusal).isEqualTo(expected ? 200 : refusal.status());
      assertThat(problem.mediaType())
          .isEqualTo(expected ? Comeback.MEDIA_TYPE : "application/problem+json");
    }
  }

  @Test
  void whatIsTemporarySaysAfterHowLongToTryAgainAndWhatIsNotDoesNot() {
    HttpServletRequest request = request("POST", null, null);
    for (Refusal refusal : Refusal.values()) {
      Problem problem = Problem.of(request, new RefusedException(refusal, "why"), METADATA);
      assertThat(problem.headers().containsKey("Retry-After"))
          .as("%s", refusal)
          .isEqualTo(TEMPORARY.contains(refusal));
      assertThat(refusal.isTemporary()).as("%s", refusal).isEqualTo(TEMPORARY.contains(refusal));
    }
  }

  @Test
  void theStreamSaysWhenToComeBackAndNothingElse() {
    List<Dispatched> events = new ArrayList<>();
    EventStreamParser parser = new EventStreamParser(events::add);
    parser.feed(Comeback.body(Refusal.OVERLOADED, 0).getBytes(UTF_8));
    assertThat(events).isEmpty();
    assertThat(parser.reconnectionMillis()).hasValue(2_000);
  }

  @Test
  void thoseWhoAreRefusedTogetherComeBackOneByOne() {
    HttpServletRequest request = request("GET", "text/event-stream", null);
    RefusedException refused = new RefusedException(Refusal.OVERLOADED, "why");
    long different =
        Stream.generate(() -> Problem.of(request, refused, METADATA).body())
            .limit(100)
            .distinct()
            .count();
    assertThat(different).isGreaterThan(50);
    assertThat(Comeback.body(Refusal.OVERLOADED, 1)).contains("retry: 8000\n");
  }

  private static HttpServletRequest request(String method, String accept, String query) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ComebackTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getQueryString" -> query;
                  case "getAttribute" -> null;
                  case "getHeaders" ->
                      Collections.enumeration(accept == null ? List.of() : List.of(accept));
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }
}
