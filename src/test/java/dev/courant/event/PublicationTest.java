package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  @Test
  void theBuilderCarriesEveryPart() {
    Publication publication =
        Publication.on("/a")
            .alsoOn("/b")
            .data("text")
            .type("rain")
            .id("own-1")
            .retry(Duration.ofSeconds(3))
            .asPrivate()
            .ttl(Duration.ofSeconds(60))
            .key("k-1")
            .build();

    assertThat(publication)
        .isEqualTo(
            new Publication(
                List.of(new Topic("/a"), new Topic("/b")),
                "text",
                Optional.of("rain"),
                Optional.of("own-1"),
                Optional.of(Duration.ofSeconds(3)),
                true,
                Optional.of(Duration.ofSeconds(60)),
                Optional.of(new IdempotencyKey("", "k-1"))));
    assertThat(publication.canonicalTopic()).isEqualTo(new Topic("/a"));
  }

  @Test
  void aPlainPublicationIsPublicAndHasNothingElse() {
    assertThat(Publication.of("/a", "text"))
        .isEqualTo(
            new Publication(
                List.of(new Topic("/a")),
                "text",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void everyLineBreakBecomesLf() {
    assertThat(Publication.of("/a", "\r\n\r\r\n\n\ra\rb\r\nc\nd\r").data())
        .isEqualTo("\n\n\n\n\na\nb\nc\nd\n");
  }

  @Test
  void dataMayHoldAnyCharacterButHalfOfASurrogatePair() {
    String any = "\0\t\u0085\u2028\uFEFF\u200B\uFFFF\uD83D\uDE80 ";
    assertThat(Publication.of("/a", any).data()).isEqualTo(any);
    assertThat(refusalOf(p -> p.data("a\uD83D")).refusal()).isEqualTo(Refusal.INVALID);
    assertThat(refusalOf(p -> p.data("\uDE80\uD83D")).detail()).startsWith("The data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mercure", "courant", "", "a\nb", "a\u0085", "a\u200Bb", "\uD83D"})
  void aTypeIsANameThatTheHubDoesNotUseItself(String type) {
    assertThat(refusalOf(p -> p.type(type)).refusal()).isEqualTo(Refusal.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mercure", "courant.rain", "größe", " spaced "})
  void anyOtherTypeIsTakenAsItIs(String type) {
    assertThat(Publication.on("/a").type(type).build().type()).hasValue(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "#abc-1", "earliest", "", "a\rb", "a\0b", "a\u202Eb", "\uDE80"})
  void anIdIsANameThatIsNeitherAPositionNorTheBeginning(String id) {
    assertThat(refusalOf(p -> p.id(id)).refusal()).isEqualTo(Refusal.INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "a#b", "Earliest", "urn:uuid:1", "größe"})
  void anyOtherIdIsTakenAsItIs(String id) {
    assertThat(Publication.on("/a").id(id).build().id()).hasValue(id);
  }

  @Test
  void idsAndTypesAreLimitedInBytes() {
    String longest = "é".repeat(512);
    assertThat(Publication.on("/a").id(longest).type(longest).build().id()).hasValue(longest);
    assertThat(refusalOf(p -> p.id(longest + "x")).detail()).contains("1,025 bytes");
    assertThat(refusalOf(p -> p.type(longest + "x")).detail()).contains("1,025 bytes");
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT0.001S", "PT24H"})
  void aRetryIsUpToADay(Duration retry) {
    assertThat(Publication.on("/a").retry(retry).build().retry()).hasValue(retry);
  }

  @ParameterizedTest
  @CsvSource({"PT-0.000000001S", "PT24H0.000000001S", "PT2562047788015215H30M7S"})
  void aRetryOutsideOfThatIsRefused(Duration retry) {
    assertThat(refusalOf(p -> p.retry(retry)).refusal()).isEqualTo(Refusal.INVALID);
  }

  @ParameterizedTest
  @CsvSource({"PT0.001S", "PT1S", "P3650D"})
  void aTtlIsAMillisecondToTenYears(Duration ttl) {
    assertThat(Publication.on("/a").ttl(ttl).build().ttl()).hasValue(ttl);
  }

  @ParameterizedTest
  @CsvSource({"PT0S", "PT0.000999999S", "PT-1S", "P3650DT0.000000001S", "PT2562047788015215H30M7S"})
  void aTtlOutsideOfThatIsRefused(Duration ttl) {
    assertThat(refusalOf(p -> p.ttl(ttl)).refusal()).isEqualTo(Refusal.INVALID);
  }

  @Test
  void aPublicationHasOneToAThousandTopics() {
    Publication.Builder builder = Publication.on("/0");
    for (int i = 1; i < 1000; i++) {
      builder.alsoOn("/" + i);
    }
    assertThat(builder.build().topics()).hasSize(1000).endsWith(new Topic("/999"));

    RefusedException tooMany =
        catchThrowableOfType(RefusedException.class, () -> builder.alsoOn("/1000").build());
    assertThat(tooMany.refusal()).isEqualTo(Refusal.TOO_LARGE);
    assertThatThrownBy(() -> withTopics(List.of())).isInstanceOf(RefusedException.class);
  }

  @Test
  void whatItWasMadeFromDoesNotChangeIt() {
    List<Topic> topics = new ArrayList<>(List.of(new Topic("/a")));
    Publication publication = withTopics(topics);
    topics.add(new Topic("/b"));

    assertThat(publication.topics()).containsExactly(new Topic("/a"));
    assertThatThrownBy(() -> publication.topics().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> withTopics(Collections.singletonList(null)))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void aBadTopicIsRefusedWhereTheBuilderEnds() {
    Publication.Builder builder = Publication.on("/a").alsoOn("*");
    assertThatThrownBy(builder::build).isInstanceOf(RefusedException.class);
  }

  private static Publication withTopics(List<Topic> topics) {
    return new Publication(
        topics,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static RefusedException refusalOf(UnaryOperator<Publication.Builder> change) {
    Publication.Builder changed = change.apply(Publication.on("/a"));
    return catchThrowableOfType(RefusedException.class, changed::build);
  }
}
