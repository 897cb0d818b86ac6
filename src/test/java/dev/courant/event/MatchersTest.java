package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.pattern.UriTemplate;
import dev.courant.event.pattern.UrlPattern;
import dev.courant.event.url.Url;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class MatchersTest {
  private static final URI HUB = URI.create("https://hub.example/.well-known/mercure");

  private final Matchers matchers = new Matchers(HUB);

  @Test
  void theWildcardAsksForEveryTopicWhateverItIsTakenFor() {
    assertThat(matchers.exact("*")).isEqualTo(Matcher.Everything.INSTANCE);
    assertThat(matchers.urlPattern("*")).isEqualTo(Matcher.Everything.INSTANCE);
    assertThat(matchers.selector("*")).isEqualTo(Matcher.Everything.INSTANCE);
  }

  @Test
  void aUrlPatternMatchesTopicsThatAreUrlsRelativeToTheHub() {
    Matcher pattern = matchers.urlPattern("/books/:id");
    assertThat(pattern.matches(new Topic("/books/1"))).isTrue();
    assertThat(pattern.matches(new Topic("https://hub.example/books/1"))).isTrue();
    assertThat(pattern.matches(new Topic("../books/1"))).isTrue();
    assertThat(pattern.matches(new Topic("https://other.example/books/1"))).isFalse();
    assertThat(pattern.matches(new Topic("https://h:99999/books/1"))).isFalse();
  }

  @Test
  void aSelectorWithoutBracesIsATopic() {
    assertThat(matchers.selector("/books/:id")).isEqualTo(Matcher.parse("/books/:id"));
  }

  @Test
  void aTemplateMatchesTopicsAsTheyAreWritten() {
    Matcher template = matchers.selector("/books/{id}");
    assertThat(template.matches(new Topic("/books/1"))).isTrue();
    assertThat(template.matches(new Topic("https://hub.example/books/1"))).isFalse();
    assertThat(template.matches(new Topic("/books/{id}"))).as("its own name").isTrue();
    assertThat(template.matches(new Topic("/books/{other}"))).isFalse();
  }

  @Test
  void patternsOfTheSameTextForTheSameHubAreEqual() {
    Matchers again = new Matchers(HUB);
    Matchers elsewhere = new Matchers(URI.create("https://other.example/.well-known/mercure"));
    assertThat(matchers.urlPattern("/a/:b"))
        .isEqualTo(again.urlPattern("/a/:b"))
        .hasSameHashCodeAs(again.urlPattern("/a/:b"))
        .isNotEqualTo(matchers.urlPattern("/a/:c"))
        .isNotEqualTo(elsewhere.urlPattern("/a/:b"))
        .isNotEqualTo(matchers.selector("/a/{b}"));
    assertThat(matchers.selector("/a/{b}"))
        .isEqualTo(again.selector("/a/{b}"))
        .hasSameHashCodeAs(again.selector("/a/{b}"))
        .isNotEqualTo(matchers.urlPattern("/a/{b}"));
  }

  @Test
  void textThatIsNoPatternIsRefusedWithAReason() {
    assertThatThrownBy(() -> matchers.urlPattern("/a/:b/:b"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID))
        .hasMessage("The pattern \"/a/:b/:b\" has the name \"b\" twice");
    assertThatThrownBy(() -> matchers.selector("/a/{"))
        .isInstanceOf(RefusedException.class)
        .hasMessage("The pattern \"/a/{\" has a brace that is not closed");
    assertThatThrownBy(() -> matchers.urlPattern("/" + "a".repeat(1000) + "{"))
        .hasMessageContaining("/aaaa")
        .hasMessageMatching("(?s).{1,200}");
    for (String text : List.of("", "/a\nb", "/a\u200Bb", "/a\u202Eb", "/\uD800")) {
      assertThatThrownBy(() -> matchers.urlPattern(text)).isInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> matchers.selector(text + "{a}").matches(new Topic(text)))
          .isInstanceOf(RefusedException.class);
    }
  }

  /** Without what is remembered the answer is the same: for 10 million pairs when it.long. */
  @Test
  void whatIsRememberedIsWhatWouldBeFoundOut() {
    int pairs = Boolean.getBoolean("it.long") ? 3_500_000 : 100_000;
    Seeds.tryThree(random -> comparePairs(random, pairs));
  }

  /** A matcher, and the same without a memory. */
  private record Sample(Matcher.ByPattern pattern, Predicate<String> afresh) {}

  private void comparePairs(Random random, int pairs) {
    List<Topic> topics = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      topics.add(new Topic(PatternSamples.topic(random)));
      samples.add(sample(PatternSamples.pattern(matchers, random)));
    }
    int matching = 0;
    for (int i = 0; i < pairs; i++) {
      // Few at a time, so that most pairs come again, and others later, so that answers are lost.
      int window = i / 5000;
      Topic topic = topics.get((window * 31 + random.nextInt(60)) % topics.size());
      Sample sample = samples.get((window * 17 + random.nextInt(60)) % samples.size());
      boolean matches = sample.pattern.matches(topic);
      if (matches != sample.afresh.test(topic.name())) {
        throw new AssertionError(sample.pattern + " with " + topic + ": remembered " + matches);
      }
      if (matches) {
        matching++;
        assertThat(sample.pattern.mayMatch(topic)).isTrue();
      }
    }
    assertThat(matching).isGreaterThan(pairs / 100);
  }

  private static Sample sample(Matcher.ByPattern pattern) {
    if (pattern instanceof Matcher.UrlPattern) {
      Url base = Url.parse(HUB.toString()).orElseThrow();
      UrlPattern afresh = UrlPattern.parse(pattern.text(), base);
      return new Sample(pattern, name -> base.resolve(name).filter(afresh::matches).isPresent());
    }
    UriTemplate afresh = UriTemplate.parse(pattern.text());
    return new Sample(pattern, name -> name.equals(pattern.text()) || afresh.matches(name));
  }
}
