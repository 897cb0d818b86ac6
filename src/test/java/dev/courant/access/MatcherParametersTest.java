package dev.courant.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherParametersTest {
  private static final Matchers MATCHERS =
      new Matchers(URI.create("https://hub.example/.well-known/mercure"));

  @Test
  void bothSpellingsAskAndMayBeRepeated() {
    assertThat(in("match=/a&x=1&match_exact=/b&match=%2Fa&match=*"))
        .containsExactlyInAnyOrder(
            Matcher.parse("/a"), Matcher.parse("/b"), Matcher.Everything.INSTANCE);
  }

  @Test
  void aPatternAsksForTheTopicsThatItMatches() {
    Matcher pattern = in("match_urlpattern=/books/:id").iterator().next();
    assertThat(pattern).isEqualTo(MATCHERS.urlPattern("/books/:id"));
    assertThat(pattern.matches(new Topic("/books/1"))).isTrue();
    assertThat(pattern.matches(new Topic("https://hub.example/books/1"))).isTrue();
    assertThat(pattern.matches(new Topic("/books/1/2"))).isFalse();
    assertThat(in("match_urlpattern=*")).containsExactly(Matcher.Everything.INSTANCE);
  }

  @Test
  void theOlderParameterAsksForATopicOrByATemplate() {
    assertThat(in("topic=/books/1&topic=*&topic=/books/%7Bid%7D"))
        .containsExactlyInAnyOrder(
            Matcher.parse("/books/1"),
            Matcher.Everything.INSTANCE,
            MATCHERS.selector("/books/{id}"));
  }

  @Test
  void kindsMayBeMixedAndEachIsTakenOnce() {
    assertThat(in("match=/a&topic=/a&match_urlpattern=/a&match_exact=/a&match_urlpattern=/a"))
        .containsExactlyInAnyOrder(Matcher.parse("/a"), MATCHERS.urlPattern("/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match_exact", "match_urlpattern", "topic"})
  void moreThanAHundredAreRefused(String name) {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> name + "=/" + i).collect(Collectors.joining("&"));
    assertThat(in(hundred)).hasSize(100);
    assertThatThrownBy(() -> in(hundred + "&match=/x")).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match_exact", "match_urlpattern", "topic"})
  void aValueOfMoreThan4096BytesIsRefused(String name) {
    assertThat(in(name + "=/" + "a".repeat(4095))).hasSize(1);
    assertThatThrownBy(() -> in(name + "=/" + "a".repeat(4096)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> in(name + "=/" + "%C3%B6".repeat(2048)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void patternsThatAreTooCostlyTogetherAreRefused() {
    // Each is 100 steps.
    String dear =
        IntStream.range(0, 10)
            .mapToObj(i -> "match_urlpattern=/" + i + "([a-f]{98})")
            .collect(Collectors.joining("&"));
    assertThat(in(dear)).hasSize(10);
    assertThat(in(dear + "&match=/x&match_urlpattern=/x")).hasSize(12);
    assertThatThrownBy(() -> in(dear + "&match_urlpattern=/:x"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("1,000 steps");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "match_urlpattern=/a%0Ab",
        "match_urlpattern=/a%C2%85b",
        "match_urlpattern=/a%E2%80%AEb",
        "match_urlpattern=/%7Ba",
        "match_urlpattern=",
        "match_urlpattern",
        "topic=",
        "topic=/%7Bid",
        "topic=/a%7F",
        "topic=/%7Bid%7D%E2%80%8B"
      })
  void aPatternThatIsNoneIsRefused(String query) {
    assertThatThrownBy(() -> in(query))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().status()).isEqualTo(400));
  }

  @Test
  void otherParametersDoNotAsk() {
    assertThat(in("x=match&last_event_id=1&amatch=/a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Match=/a",
        "MATCH_EXACT=/a",
        "match_regex=a",
        "Match_UrlPattern=/a",
        "match_urlpattern_=/a",
        "match_template=/a",
        "matchfoo",
        "match%20=/a",
        "m%41tch=/a"
      })
  void aParameterThatOnlyBeginsLikeOneOfOursIsRefused(String query) {
    assertThatThrownBy(() -> in("match=/a&" + query)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match=", "match=a%0Ab", "match=%E2%80%8B", "match_exact=%7F"})
  void aValueThatNoTopicCanHaveIsRefused(String query) {
    assertThatThrownBy(() -> in(query)).isInstanceOf(RefusedException.class);
  }

  private static Set<Matcher> in(String query) {
    return MatcherParameters.in(FormFields.parse(query.getBytes(UTF_8)), MATCHERS);
  }
}
