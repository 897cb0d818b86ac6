package dev.courant.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatcherTest {
  @Test
  void theWildcardAsksForEveryTopic() {
    Matcher everything = Matcher.parse("*");
    assertThat(everything).isEqualTo(Matcher.Everything.INSTANCE);
    assertThat(everything.matches(new Topic("/anything"))).isTrue();
  }

  @Test
  void anyOtherTextAsksForTheTopicOfExactlyThatName() {
    Matcher exact = Matcher.parse("/a*");
    assertThat(exact).isEqualTo(new Matcher.Exact(new Topic("/a*")));
    assertThat(exact.matches(new Topic("/a*"))).isTrue();
    assertThat(exact.matches(new Topic("/ab"))).isFalse();
    assertThat(exact.matches(new Topic("/A*"))).isFalse();
  }

  @Test
  void aNameThatNoTopicCanHaveIsRefused() {
    assertThatThrownBy(() -> Matcher.parse("")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> Matcher.parse("a\nb")).isInstanceOf(RefusedException.class);
  }
}
