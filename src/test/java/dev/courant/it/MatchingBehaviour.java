package dev.courant.it;

import static dev.courant.it.HubCaller.form;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the matchers of a subscription ask for (Mercure draft 08, "Topic Matchers"). */
interface MatchingBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** Opens a stream through a door of the hub; the query is given as name, value, ... */
  private StreamReader reader(String door, String... query) throws Exception {
    return StreamReader.open(server(), door + "?" + form(query));
  }

  @Test
  default void aUrlPatternAsksForTheTopicsThatItMatchesThroughBothDoors() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      try (var reader = reader(door, "match_urlpattern", "/match/books/:id")) {
        caller.publish("topic", "/match/books/1", "data", "1");
        caller.publish("topic", "/match/books", "data", "no id");
        caller.publish("topic", "/match/books/1/2", "data", "two segments");
        caller.publish("topic", "/Match/books/1", "data", "case counts");
        caller.publish("topic", "https://other.example/match/books/1", "data", "another origin");
        caller.publish("topic", "/match/x/../books/ä", "data", "2");
        caller.publish("topic", "https://h:99999/", "data", "no URL");
        caller.publish("topic", "/x", "topic", "/match/books/3", "data", "3");
        assertThat(reader.dataUpTo("3")).as(door).containsExactly("1", "2", "3");
      }
    }
  }

  @Test
  default void aWholeUrlAsAPatternAsksForItsOwnHostsOnly() throws Exception {
    HubCaller caller = new HubCaller(server());
    String pattern = "https://{:shop.}?match.example/orders/:id(\\d+)\\?*";
    try (var reader = reader(HubCaller.HUB, "match_urlpattern", pattern)) {
      caller.publish("topic", "https://match.example/orders/1?a", "data", "1");
      caller.publish("topic", "http://match.example/orders/1?a", "data", "another scheme");
      caller.publish("topic", "https://match.example:8443/orders/1?a", "data", "another port");
      caller.publish("topic", "https://match.example/orders/x?a", "data", "no number");
      caller.publish("topic", "/orders/1?a", "data", "the hub's host");
      caller.publish("topic", "HTTPS://Berlin.Match.Example:443/orders/2", "data", "2");
      assertThat(reader.dataUpTo("2")).containsExactly("1", "2");
    }
  }

  @Test
  default void matchersOfAllKindsMakeOneSubscriptionAndNothingComesTwice() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader =
        reader(
            HubCaller.HUB,
            "match",
            "/kinds/a",
            "match_exact",
            "/kinds/b",
            "match_urlpattern",
            "/kinds/:x(a|c)",
            "match_urlpattern",
            "/kinds/c",
            "topic",
            "/kinds/{y}/d")) {
      caller.publish("topic", "/kinds/a", "topic", "/kinds/c", "topic", "/kinds/1/d", "data", "1");
      caller.publish("topic", "/kinds/b", "data", "2");
      caller.publish("topic", "/kinds/e", "data", "not asked for");
      caller.publish("topic", "/kinds/c", "data", "3");
      caller.publish("topic", "/kinds/2/d", "data", "4");
      assertThat(reader.dataUpTo("4")).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  default void theOlderParameterAsksForATopicOrByATemplateThroughBothDoors() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      try (var reader = reader(door, "topic", "/old/1", "topic", "https://old.example/{id}{?q}")) {
        caller.publish("topic", "/old/1", "data", "1");
        caller.publish("topic", "/old/2", "data", "another topic");
        caller.publish("topic", "https://old.example/x/y", "data", "two segments");
        caller.publish("topic", "https://old.example/x?q=1", "data", "2");
        assertThat(reader.dataUpTo("2")).as(door).containsExactly("1", "2");
      }
    }
  }

  @Test
  default void theWildcardAsksForEveryTopicWhateverItIsTakenFor() throws Exception {
    HubCaller caller = new HubCaller(server());
    for (String name : List.of("match", "match_exact", "match_urlpattern", "topic")) {
      try (var reader = reader(HubCaller.HUB, name, "*")) {
        caller.publish("topic", "https://h:99999/ no URL", "data", "every topic " + name);
        reader.dataUpTo("every topic " + name);
      }
    }
  }

  @Test
  default void whatAPatternAsksForIsReplayedToo() throws Exception {
    HubCaller caller = new HubCaller(server());
    String before = caller.publish("topic", "/replay/films/1", "data", "before");
    caller.publish("topic", "/replay/books/1", "data", "1");
    caller.publish("topic", "/replay/films/2", "data", "not asked for");
    caller.publish("topic", "/replay/books/2", "data", "2");
    try (var reader =
        reader(HubCaller.HUB, "match_urlpattern", "/replay/books/*", "last_event_id", before)) {
      caller.publish("topic", "/replay/books/3", "data", "3");
      assertThat(reader.dataUpTo("3"))
          .filteredOn(data -> !data.startsWith("{"))
          .containsExactly("1", "2", "3");
    }
  }

  @Test
  default void aPatternThatIsNoneOrOverALimitIsRefusedThroughBothDoors() throws Exception {
    String many =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> form("match_urlpattern", "/m/:x" + i))
            .collect(Collectors.joining("&"));
    List<String> queries =
        List.of(
            "match_urlpattern",
            "match_urlpattern=",
            "Match_UrlPattern=/x",
            "match_urlpatterns=/x",
            "match_template=/x",
            form("match_urlpattern", "/{a"),
            form("match_urlpattern", "/:a/:a"),
            form("match_urlpattern", "/+a"),
            form("match_urlpattern", "/(a(?=b))"),
            form("match_urlpattern", "/(a(?:b)\\1)"),
            form("match_urlpattern", "/((?:a{99}){99})"),
            form("match_urlpattern", "/files/.*"),
            form("match_urlpattern", "https://a b/"),
            form("match_urlpattern", "/:" + "*"),
            form("match_urlpattern", "/" + "{a}?".repeat(101)),
            form("match_urlpattern", "/" + "a".repeat(4096)),
            form("match_urlpattern", "/a\nb"),
            form("match_urlpattern", "/a\u200Bb"),
            form("match_urlpattern", "/a\u0085b"),
            "match_urlpattern=%FF",
            "topic",
            "topic=",
            form("topic", "/{a"),
            form("topic", "/{a b}"),
            form("topic", "/{a:9999}"),
            form("topic", "/" + "t".repeat(4096)),
            form("match", "/x") + "&" + form("topic", "/\u202E"),
            many,
            many.replace("match_urlpattern", "topic"));
    for (String door : List.of(HubCaller.HUB, "api/events")) {
      for (String query : queries) {
        HttpResponse<String> response = new HubCaller(server()).get(door + "?" + query);
        assertThat(response.statusCode()).as("%s?%s", door, query).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
            .as("%s?%s", door, query)
            .startsWith("application/problem+json");
      }
    }
  }

  @Test
  default void aPatternWakesUpAProducerThatHasOfferedItsTopic() throws Exception {
    HubCaller caller = new HubCaller(server());
    assertThat(caller.trigger("fire/offer", "", "topic", "/offered/1")).isEqualTo("done");
    assertThat(caller.trigger("fire/offer", "", "topic", "/.well-known/../offered/a\tb"))
        .isEqualTo("refused INVALID");
    try (var reader = reader(HubCaller.HUB, "match_urlpattern", "/offered/:id")) {
      assertThat(reader.awaitData(1)).containsExactly("awake");
    }
  }
}
