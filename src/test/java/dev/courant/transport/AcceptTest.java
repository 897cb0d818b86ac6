package dev.courant.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "Application/X-NDJSON",
        "application/x-ndjson;q=0.1",
        "application/x-ndjson, */*",
        "application/x-ndjson, text/*",
        "application/x-ndjson;q=0.5, */*;q=0.4",
        "text/event-stream;q=0.4, application/x-ndjson;q=0.5",
        " application/x-ndjson ; charset=utf-8 ; q=1.000 ",
        "application/x-ndjson;q=nonsense"
      })
  void linesAreForWhoPrefersThem(String header) {
    assertThat(accept(header).format()).isEqualTo(Format.JSON_LINES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/event-stream",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "application/json",
        "application/x-ndjson;q=0",
        "application/x-ndjson;q=0, text/event-stream;q=0",
        "application/x-ndjson, text/event-stream",
        "application/x-ndjson;q=0.5, */*",
        "text/event-stream, application/x-ndjson;q=0.9",
        "application/*, text/*",
        "application/*",
        "text/event-stream;q=0.9, */*",
        "application/x-ndjsons",
        ",;,;q=,"
      })
  void anEventStreamIsForEverybodyElse(String header) {
    assertThat(accept(header).format()).isEqualTo(Format.EVENT_STREAM);
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(accept("text/event-stream;q=0.1", "application/x-ndjson").format())
        .isEqualTo(Format.JSON_LINES);
    assertThat(accept().format()).isEqualTo(Format.EVENT_STREAM);
  }

  @Test
  void whoTakesAnythingDoesNotAskForAnEventStreamByName() {
    assertThat(accept("*/*, TEXT/event-stream;q=0.1").namesEventStream()).isTrue();
    assertThat(accept("*/*").namesEventStream()).isFalse();
    assertThat(accept("text/*").namesEventStream()).isFalse();
    assertThat(accept("text/event-stream;q=0.000").namesEventStream()).isFalse();
  }

  private static Accept accept(String... headers) {
    return Accept.of(
        (HttpServletRequest)
            Proxy.newProxyInstance(
                AcceptTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> Collections.enumeration(List.of(headers))));
  }
}
