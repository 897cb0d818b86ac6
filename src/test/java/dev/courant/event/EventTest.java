package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  private static final Position POSITION = new Position("e", 7);

  @ParameterizedTest
  @ValueSource(strings = {"10", "urn:uuid:5a", "a b", "~!#*"})
  void itsIdIsThePublishersOwnWhereAStreamCanCarryIt(String own) {
    assertThat(eventOf(Publication.on("/a").id(own).build()).id()).isEqualTo(own);
  }

  @ParameterizedTest
  @ValueSource(strings = {"größe", " 10", "10 ", "\uD83D\uDE80"})
  void itsIdIsItsPositionWhereTheOwnOneCannotBeCarried(String own) {
    assertThat(eventOf(Publication.on("/a").id(own).build()).id()).isEqualTo("#e-7");
  }

  @Test
  void itsIdIsItsPositionWhereThePublisherGaveNone() {
    assertThat(eventOf(Publication.of("/a", "")).id()).isEqualTo("#e-7");
  }

  @Test
  void itExpiresWhenItsTtlIsOverAndNotBefore() {
    Publication passing = Publication.on("/a").ttl(Duration.ofMillis(5)).build();
    Event event = new Event(POSITION, 1_000, passing);
    assertThat(event.isExpiredAt(0)).isFalse();
    assertThat(event.isExpiredAt(1_004)).isFalse();
    assertThat(event.isExpiredAt(1_005)).isTrue();
    assertThat(eventOf(Publication.of("/a", "")).isExpiredAt(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void everyTextInItHasItsWeight() {
    int light = eventOf(Publication.of("/a", "")).weightBytes();
    assertThat(light).isLessThan(1024);
    assertThat(eventOf(Publication.of("/a", "x".repeat(100_000))).weightBytes())
        .isGreaterThan(light + 100_000);

    Publication.Builder manyTopics = Publication.on("/a");
    IntStream.range(0, 999).forEach(i -> manyTopics.alsoOn("x".repeat(1000) + i));
    assertThat(eventOf(manyTopics.build()).weightBytes()).isGreaterThan(light + 999_000);

    String name = "x".repeat(1000);
    assertThat(eventOf(Publication.on("/a").id(name).type(name).build()).weightBytes())
        .isGreaterThan(light + 2000);
  }

  private static Event eventOf(Publication publication) {
    return new Event(POSITION, 0, publication);
  }
}
