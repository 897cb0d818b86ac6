package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/17",
        "https://example.com/books/{id}?a=b#c",
        " ",
        " leading and trailing ",
        "**",
        "a*",
        "naïve/日本語",
        "\uD83D\uDE80",
        "\u2028",
        "\uFFFF",
        "\uE000",
      })
  void aTopicKeepsEveryOtherText(String name) {
    assertThat(new Topic(name).name()).isEqualTo(name);
    assertThat(new Topic(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F})
  void controlCharactersAreRefusedAndNamed(int character) {
    assertThat(refusalOf("a" + Character.toString(character) + "b").detail())
        .endsWith("must not contain the character U+%04X".formatted(character));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xAD, 0x600, 0x200B, 0x200E, 0x202E, 0x2060, 0x2066, 0xFEFF, 0xFFF9, 0x110BD, 0xE0041
      })
  void formatCharactersAreRefusedAlsoBeyondTheBasicPlane(int character) {
    assertThat(refusalOf("a" + Character.toString(character)).detail())
        .endsWith("U+%04X".formatted(character));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDE80", "a\uD83Db", "\uDE80\uD83D", "\uD83D\uD83D\uDE80"})
  void halfOfASurrogatePairIsRefused(String name) {
    assertThat(refusalOf(name).detail()).contains("half of a surrogate pair");
  }

  @Test
  void theWildcardAndTheEmptyTextAreNoTopics() {
    assertThat(refusalOf("*").detail()).contains("every topic");
    assertThat(refusalOf("").detail()).contains("must not be empty");
  }

  @Test
  void theLimitCountsBytesOfUtf8() {
    String longest = "€".repeat(1365) + "x";
    assertThat(new Topic(longest).name()).isEqualTo(longest);
    assertThat(refusalOf(longest + "x").detail()).contains("4,097 bytes");
    assertThat(new Topic("\uD83D\uDE80".repeat(1024)).name()).hasSize(2048);
    assertThat(refusalOf("\uD83D\uDE80".repeat(1024) + "x").detail()).contains("4,097 bytes");
  }

  @Test
  void topicsAreComparedByteForByte() {
    assertThat(new Topic("/A")).isNotEqualTo(new Topic("/a"));
    assertThat(new Topic("é")).isNotEqualTo(new Topic("e\u0301"));
  }

  private static RefusedException refusalOf(String name) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, () -> new Topic(name));
    assertThat(refused.refusal()).isEqualTo(Refusal.INVALID);
    return refused;
  }
}
