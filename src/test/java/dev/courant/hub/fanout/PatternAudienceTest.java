package dev.courant.hub.fanout;

import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.patterns;
import static dev.courant.hub.connection.Samples.toSubscribeByPattern;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Grant;
import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.RecordingChannel;
import dev.courant.hub.fanout.Rig.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Connections that ask by patterns come and go, and none misses anything or hears too much. */
class PatternAudienceTest {
  private static final List<String> PATTERNS =
      List.of("/books/:id", "/books/*", "/:kind/1", "/films/:id(\\d+)", "/{books}?/2", "https://*");

  private static final List<String> TOPICS =
      List.of(
          "/books/1", "/books/2", "/films/1", "/films/x", "https://other.example/a", "https://");

  private final Rig rig = Rig.roomy();

  @Test
  void aPatternGetsTheEventsOfTheTopicsThatItMatches() {
    Reader reader = join(patterns(Grant.ANONYMOUS, "/books/:id", "/films/:id"));
    rig.publish(
        Publication.of("/books/1", "1"),
        Publication.of("/books", "2"),
        Publication.of("https://hub.example/films/1", "3"),
        Publication.of("https://other.example/films/1", "4"),
        Publication.of("https://h:99999/", "5"));
    rig.settle();
    assertThat(reader.data()).containsExactly("1", "3");
    reader.assertComplete();
  }

  @Test
  void anEventThatSeveralPatternsOrTopicsMatchComesOnce() {
    Reader reader = join(patterns(Grant.ANONYMOUS, "/books/:id", "/books/*", "/:kind/1"));
    rig.publish(Publication.on("/books/1").alsoOn("/films/1").alsoOn("/books/2").data("1").build());
    rig.settle();
    assertThat(reader.data()).containsExactly("1");
  }

  @Test
  void whoJoinsLaterIsFoundThoughTheTopicIsRemembered() {
    Reader first = join(patterns(Grant.ANONYMOUS, "/books/:id"));
    rig.publishOn("/books/1", 1);
    rig.settle();
    Reader same = join(patterns(Grant.ANONYMOUS, "/books/:id"));
    Reader other = join(patterns(Grant.ANONYMOUS, "/books/*"));
    rig.publishOn("/books/1", 1);
    rig.settle();
    assertThat(first.data()).containsExactly("1", "2");
    assertThat(same.data()).containsExactly("2");
    assertThat(other.data()).containsExactly("2");
  }

  @Test
  void whoLeavesIsNotFoundAnyMoreThoughTheTopicIsRemembered() {
    Reader staying = join(patterns(Grant.ANONYMOUS, "/books/*"));
    Reader leaving = join(patterns(Grant.ANONYMOUS, "/books/:id"));
    rig.publishOn("/books/1", 1);
    rig.settle();
    leaving.connection.depart(Departure.CLIENT_GONE);
    rig.publishOn("/books/1", 1);
    rig.settle();
    Reader back = join(patterns(Grant.ANONYMOUS, "/books/:id"));
    rig.publishOn("/books/1", 1);
    rig.settle();
    assertThat(leaving.data()).containsExactly("1");
    assertThat(staying.data()).containsExactly("1", "2", "3");
    assertThat(back.data()).containsExactly("3");
  }

  @Test
  void thePatternOfAGrantLetsThroughWhatItMatchesAndNothingElse() {
    Reader reader = join(patterns(toSubscribeByPattern("/users/anna/*"), "/users/*"));
    rig.publish(
        secret("/users/anna/inbox", "1"),
        secret("/users/bert/inbox", "2"),
        secret("/users/anna", "3"),
        secret("/users/anna/../bert/inbox", "4"),
        secret("/users/anna%2F..%2Fbert", "5"),
        Publication.of("/users/bert/news", "6"));
    rig.settle();
    assertThat(reader.data()).containsExactly("1", "6");
  }

  @Test
  void whateverComesAndGoesNobodyMissesAnything() {
    Seeds.tryThree(PatternAudienceTest::comeAndGo);
  }

  private static void comeAndGo(Random random) {
    Rig rig = Rig.roomy();
    List<Reader> readers = new ArrayList<>();
    List<Reader> present = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      int action = random.nextInt(10);
      if (action == 0) {
        Interest interest =
            random.nextInt(4) == 0
                ? interest(Grant.ANONYMOUS, any(random, TOPICS), "/books/2")
                : patterns(Grant.ANONYMOUS, any(random, PATTERNS), any(random, PATTERNS));
        Reader reader = rig.join(interest, RecordingChannel.open());
        readers.add(reader);
        present.add(reader);
        rig.settle();
      } else if (action == 1 && !present.isEmpty()) {
        present.remove(random.nextInt(present.size())).connection.depart(Departure.CLIENT_GONE);
        rig.settle();
      } else {
        rig.publishOn(any(random, TOPICS), 1 + random.nextInt(3));
        if (random.nextBoolean()) {
          rig.settle();
        }
      }
    }
    rig.settle();
    assertThat(readers).hasSizeGreaterThan(10);
    present.forEach(Reader::assertComplete);
    for (Reader reader : readers) {
      List<String> wanted = reader.idsWanted();
      assertThat(reader.ids())
          .isEqualTo(wanted.subList(0, Math.min(wanted.size(), reader.ids().size())));
    }
  }

  private Reader join(Interest interest) {
    Reader reader = rig.join(interest, RecordingChannel.open());
    rig.settle();
    return reader;
  }

  private static Publication secret(String topic, String data) {
    return Publication.on(topic).data(data).asPrivate().build();
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
