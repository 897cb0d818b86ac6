package dev.courant.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherParametersTest {
  @Test
  void bothSpellingsAskAndMayBeRepeated() {
    assertThat(in("match=/a&x=1&match_exact=/b&match=%2Fa&match=*"))
        .containsExactlyInAnyOrder(
            Matcher.parse("/a"), Matcher.parse("/b"), Matcher.Everything.INSTANCE);
  }

  @Test
  void otherParametersDoNotAsk() {
    assertThat(in("x=match&last_event_id=1&amatch=/a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Match=/a",
        "MATCH_EXACT=/a",
        "match_regex=a",
        "matchfoo",
        "match%20=/a",
        "m%41tch=/a"
      })
  void aParameterThatOnlyBeginsLikeOneOfOursIsRefused(String query) {
    assertThatThrownBy(() -> in("match=/a&" + query)).isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match=", "match=a%0Ab", "match=%E2%80%8B", "match_exact=%7F"})
  void aValueThatNoTopicCanHaveIsRefused(String query) {
    assertThatThrownBy(() -> in(query)).isInstanceOf(RefusedException.class);
  }

  private static Set<Matcher> in(String query) {
    return MatcherParameters.in(FormFields.parse(query.getBytes(UTF_8)));
  }
}
