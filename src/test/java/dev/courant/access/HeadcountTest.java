package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeadcountTest {
  private final List<String> heard = new ArrayList<>();
  private final Headcount<String> counts =
      new Headcount<>(
          n -> n > 1 ? n : 0,
          (what, before, now, isNews) -> heard.add("%s %d %d".formatted(what, before, now)));

  @Test
  void onlyWhatOthersNeedToKnowIsTold() {
    counts.share();
    counts.add("a", 1);
    assertThat(counts.takeUntold(100)).isEmpty();
    counts.add("a", 2);
    counts.add("b", 1);
    assertThat(counts.takeUntold(100)).isEqualTo(Map.of("a", 3L));
    assertThat(counts.takeUntold(100)).isEmpty();
    counts.add("a", -3);
    assertThat(counts.takeUntold(100)).isEqualTo(Map.of("a", 0L));
  }

  @Test
  void whatIsMoreThanIsTakenComesNext() {
    counts.share();
    counts.add("a", 2);
    counts.add("b", 3);
    assertThat(counts.takeUntold(1)).isEqualTo(Map.of("a", 2L));
    counts.add("a", 1);
    assertThat(counts.takeUntold(1)).isEqualTo(Map.of("b", 3L));
    assertThat(counts.takeUntold(1)).isEqualTo(Map.of("a", 3L));
  }

  @Test
  void whatCouldNotBeToldIsToldAsItIsByThen() {
    counts.share();
    counts.add("a", 2);
    Set<String> lost = counts.takeUntold(100).keySet();
    counts.add("a", 1);
    counts.retell(lost);
    assertThat(counts.takeUntold(100)).isEqualTo(Map.of("a", 3L));
    counts.add("b", 1);
    counts.retell();
    assertThat(counts.takeUntold(100)).isEqualTo(Map.of("a", 3L));
  }

  @Test
  void whatOthersHaveIsAddedUp() {
    counts.learn("n1", Map.of("a", 2L), true);
    counts.learn("n2", Map.of("a", 3L, "b", 1L), true);
    counts.learn("n1", Map.of("a", 1L), false);
    assertThat(counts.elsewhere("a")).isEqualTo(4);
    assertThat(heard).contains("a 0 2", "a 2 5", "b 0 1", "a 5 4").hasSize(4);
    heard.clear();
    counts.learn("n2", Map.of("a", 3L), true);
    assertThat(heard).containsExactly("b 1 0");
    counts.forget("n2");
    counts.forget("n3");
    assertThat(heard).containsExactly("b 1 0", "a 4 1");
    assertThat(counts.elsewhere("a")).isEqualTo(1);
  }

  @Test
  void whoIsAloneCountsNothing() {
    counts.add("a", 5);
    assertThat(counts.takeUntold(100)).isEmpty();
    counts.retell();
    assertThat(counts.takeUntold(100)).isEmpty();
  }
}
