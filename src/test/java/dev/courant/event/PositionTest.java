package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  @Test
  void itsTextIsEpochAndOffset() {
    assertThat(new Position("k3x9", Long.MAX_VALUE)).hasToString("k3x9-9223372036854775807");
    assertThat(new Position("0".repeat(32), 0)).hasToString("0".repeat(32) + "-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a-b", "é", "a\n", "012345678901234567890123456789012"})
  void anEpochIsUpTo32LettersAndDigits(String epoch) {
    assertThatThrownBy(() -> new Position(epoch, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOffsetIsNotNegative() {
    assertThatThrownBy(() -> new Position("e", -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
