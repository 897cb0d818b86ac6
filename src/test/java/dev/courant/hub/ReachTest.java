package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachTest {
  @Test
  void whoHasMissedOneOfTwoStepsIsMissing() {
    assertThat(Reach.of(2, 2).and(Reach.of(2, 1))).isEqualTo(Reach.of(2, 1));
    assertThat(Reach.of(2, 1).and(Reach.of(2, 2))).isEqualTo(Reach.of(2, 1));
    assertThat(Reach.of(1, 1).and(Reach.of(2, 2))).isEqualTo(Reach.of(2, 2));
  }

  @Test
  void aStepThatConcernsNobodyElseChangesNothing() {
    assertThat(Reach.ALONE.and(Reach.of(2, 1))).isEqualTo(Reach.of(2, 1));
    assertThat(Reach.of(2, 1).and(Reach.ALONE)).isEqualTo(Reach.of(2, 1));
    assertThat(Reach.ALONE.and(Reach.ALONE)).isEqualTo(Reach.ALONE);
  }

  @Test
  void whoIsCutOffInOneStepIsCutOff() {
    assertThat(Reach.of(2, 2).and(Reach.CUT_OFF)).isEqualTo(Reach.CUT_OFF);
    assertThat(Reach.CUT_OFF.and(Reach.of(2, 2))).isEqualTo(Reach.CUT_OFF);
    assertThat(Reach.CUT_OFF.and(Reach.ALONE)).isEqualTo(Reach.CUT_OFF);
  }
}
