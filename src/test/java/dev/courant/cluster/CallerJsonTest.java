package dev.courant.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.Payload;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerJsonTest {
  private final Matchers matchers =
      new Matchers(URI.create("https://hub.example/.well-known/mercure"));
  private final CallerJson json = new CallerJson(matchers);

  @Test
  void aCallerIsTheSameOnTheOtherNode() {
    Set<Matcher> some =
        Set.of(
            matchers.exact("/a \"quoted\" \u00e9"),
            matchers.urlPattern("/b/:id"),
            matchers.selector("/c/{id}"));
    Caller caller =
        new Caller(
            "ann",
            Optional.of("issuer"),
            Optional.of("token"),
            Optional.of(Instant.parse("2030-01-01T00:00:00.123456789Z")),
            new Grant(some, Set.of(Matcher.Everything.INSTANCE), Administration.OBSERVE),
            List.of(
                new Payload(some, Optional.of("{\"a\":[1]}")),
                new Payload(Set.of(), Optional.empty())));
    assertThat(json.read(CallerJson.write(caller))).isEqualTo(caller);
    assertThat(json.read(CallerJson.write(Caller.ANONYMOUS))).isEqualTo(Caller.ANONYMOUS);
  }
}
