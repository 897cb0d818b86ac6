package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "8e03978e-40d5-43e8-bc93-6894a57f9324", "größe", " spaced ", "#\"*"})
  void itsNameIsTakenAsItIs(String name) {
    assertThat(Publication.on("/a").key(name).build().key())
        .hasValue(new IdempotencyKey(IdempotencyKey.APPLICATION, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\u0000", "a\u200Bb", "\uD83D"})
  void aNameWithoutVisibleTextOrWithAnythingInvisibleIsRefused(String name) {
    assertThat(refusalOf(name)).isEqualTo(Refusal.INVALID);
  }

  @Test
  void itsNameIsLimitedInBytes() {
    String longest = "é".repeat(127) + "x";
    assertThat(new IdempotencyKey("", longest).name()).isEqualTo(longest);
    assertThat(refusalOf(longest + "x")).isEqualTo(Refusal.INVALID);
  }

  private static Refusal refusalOf(String name) {
    return catchThrowableOfType(RefusedException.class, () -> new IdempotencyKey("", name))
        .refusal();
  }
}
