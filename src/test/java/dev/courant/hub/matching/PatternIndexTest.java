package dev.courant.hub.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.PatternSamples;
import dev.courant.event.Seeds;
import dev.courant.event.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatternIndexTest {
  private final Matchers matchers =
      new Matchers(URI.create("https://hub.example/.well-known/mercure"));

  private final PatternIndex<String> index = new PatternIndex<>();

  private record Entry(Matcher.ByPattern pattern, String who) {}

  @Test
  void whoeverComesOrGoesIsFoundOrNotAtOnce() {
    Topic topic = new Topic("/books/1");
    assertThat(concernedBy(topic)).isEmpty();
    index.add(pattern("/books/:id"), "anna");
    assertThat(concernedBy(topic)).containsExactly("anna");
    index.add(pattern("/books/:id"), "bert");
    index.add(pattern("/books/*"), "anna");
    index.add(template("/books/{id}"), "carl");
    index.add(pattern("/films/:id"), "dora");
    assertThat(concernedBy(topic)).containsExactlyInAnyOrder("anna", "bert", "anna", "carl");
    index.remove(pattern("/books/:id"), "anna");
    assertThat(concernedBy(topic)).containsExactlyInAnyOrder("anna", "bert", "carl");
    index.remove(pattern("/books/:id"), "bert");
    index.remove(pattern("/books/*"), "anna");
    index.remove(template("/books/{id}"), "carl");
    assertThat(concernedBy(topic)).isEmpty();
    index.add(pattern("/books/:id"), "emil");
    assertThat(concernedBy(topic)).containsExactly("emil");
    assertThat(concernedBy(new Topic("/films/1"))).containsExactly("dora");
  }

  @Test
  void takingBackWhatWasNotAddedDoesNothing() {
    index.remove(pattern("/books/:id"), "anna");
    index.add(pattern("/books/:id"), "anna");
    index.remove(pattern("/books/:id"), "bert");
    index.remove(pattern("/books/*"), "anna");
    assertThat(concernedBy(new Topic("/books/1"))).containsExactly("anna");
  }

  @Test
  void itFindsWhatAskingEveryPatternWouldFind() {
    Seeds.tryThree(this::compare);
  }

  private void compare(Random random) {
    PatternIndex<String> drawn = new PatternIndex<>();
    List<Entry> entries = new ArrayList<>();
    List<Topic> topics = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      topics.add(new Topic(PatternSamples.topic(random)));
    }
    for (int step = 0; step < 5000; step++) {
      int action = random.nextInt(10);
      if (action == 0) {
        Entry entry =
            new Entry(PatternSamples.pattern(matchers, random), "reader " + random.nextInt(5));
        entries.add(entry);
        drawn.add(entry.pattern, entry.who);
      } else if (action == 1 && !entries.isEmpty()) {
        Entry entry = entries.remove(random.nextInt(entries.size()));
        drawn.remove(entry.pattern, entry.who);
      } else {
        Topic topic = topics.get(random.nextInt(topics.size()));
        assertThat(drawn.concernedBy(topic).stream().flatMap(List::stream))
            .containsExactlyInAnyOrderElementsOf(
                entries.stream().filter(e -> e.pattern.matches(topic)).map(Entry::who).toList());
      }
    }
  }

  @Test
  void aTopicIsComparedWithThosePatternsOnlyThatBeginLikeIt() {
    PrefixMap patterns = new PrefixMap();
    for (int i = 0; i < 10_000; i++) {
      patterns.add(pattern("/users/" + i + "/*"));
    }
    patterns.add(pattern("/users/:id/inbox"));
    patterns.add(pattern("https://*"));
    assertThat(patterns.candidates(new Topic("/users/77/inbox")))
        .containsExactlyInAnyOrder(
            pattern("/users/77/*"), pattern("/users/:id/inbox"), pattern("https://*"));
    for (int i = 0; i < 10_000; i++) {
      patterns.remove(pattern("/users/" + i + "/*"));
    }
    assertThat(patterns.candidates(new Topic("/users/77/inbox")))
        .containsExactlyInAnyOrder(pattern("/users/:id/inbox"), pattern("https://*"));
  }

  @Test
  void aTopicThatIsNoUrlHasNoUrlPatternsAndItsTemplates() {
    index.add(pattern("*://*"), "by URL");
    index.add(template("{+any}"), "by name");
    assertThat(concernedBy(new Topic("https://h:99999/"))).containsExactly("by name");
  }

  @Test
  void noMoreTopicsAreRememberedThanThereIsRoomFor() {
    index.add(pattern("/books/:id"), "anna");
    for (int i = 0; i < 2 * PatternIndex.MAX_TOPICS; i++) {
      assertThat(concernedBy(new Topic("/books/" + i))).containsExactly("anna");
    }
    assertThat(index.rememberedTopics()).isEqualTo(PatternIndex.MAX_TOPICS);
  }

  @Test
  void norAreMoreListsOfThoseConcerned() {
    int patterns = PatternIndex.MAX_LISTS / 64;
    for (int i = 0; i < patterns; i++) {
      index.add(pattern("/:x" + i), "reader");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(index.concernedBy(new Topic("/" + i))).hasSize(patterns);
    }
    assertThat(index.rememberedTopics()).isEqualTo(64);
  }

  private List<String> concernedBy(Topic topic) {
    return index.concernedBy(topic).stream().flatMap(List::stream).toList();
  }

  private Matcher.ByPattern pattern(String text) {
    return (Matcher.ByPattern) matchers.urlPattern(text);
  }

  private Matcher.ByPattern template(String text) {
    return (Matcher.ByPattern) matchers.selector(text);
  }
}
