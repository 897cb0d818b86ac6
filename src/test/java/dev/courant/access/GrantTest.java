package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final Publication ON_TWO = Publication.on("/a").alsoOn("/b").asPrivate().build();

  @Test
  void onePrivateTopicGrantedIsEnoughToRead() {
    assertThat(toSubscribe("/b").mayRead(stored(ON_TWO))).isTrue();
    assertThat(toSubscribe("/z").mayRead(stored(ON_TWO))).isFalse();
    assertThat(toPublish("/a", "/b").mayRead(stored(ON_TWO))).isFalse();
    assertThat(Grant.ALL.mayRead(stored(ON_TWO))).isTrue();
    assertThat(Grant.ANONYMOUS.mayRead(stored(ON_TWO))).isFalse();
    assertThat(Grant.ANONYMOUS.mayRead(stored(Publication.of("/a", "")))).isTrue();
  }

  @Test
  void everyTopicMustBeGrantedToPublish() {
    assertThat(toPublish("/a", "/b").mayPublish(ON_TWO)).isTrue();
    assertThat(toPublish("/a").mayPublish(ON_TWO)).isFalse();
    assertThat(toSubscribe("/a", "/b").mayPublish(ON_TWO)).isFalse();
    assertThat(Grant.ALL.mayPublish(ON_TWO)).isTrue();
    assertThat(Grant.ANONYMOUS.mayPublish(Publication.of("/a", ""))).isFalse();
  }

  @Test
  void whatItWasMadeFromDoesNotChangeIt() {
    Set<Matcher> matchers = new HashSet<>();
    Grant grant = new Grant(matchers, matchers, Administration.NONE);
    matchers.add(Matcher.Everything.INSTANCE);
    assertThat(grant).isEqualTo(Grant.ANONYMOUS);
    assertThatThrownBy(() -> grant.subscribe().addAll(matchers))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatGrantsEveryTopicNeedsNothingBesideIt() {
    assertThat(toSubscribe("/a", "*")).isEqualTo(toSubscribe("*"));
    assertThat(toPublish("*", "/a")).isEqualTo(toPublish("*"));
  }

  @Test
  void twoGrantsAddUp() {
    assertThat(toSubscribe("/a").and(toPublish("/a")).and(toSubscribe("/b")))
        .isEqualTo(new Grant(matchers("/a", "/b"), matchers("/a"), Administration.NONE));
    assertThat(Grant.ALL.and(toPublish("/a"))).isEqualTo(Grant.ALL);
    assertThat(Grant.ANONYMOUS.and(Grant.ANONYMOUS)).isEqualTo(Grant.ANONYMOUS);
  }

  @Test
  void aGrantMayBeLimitedToAnAction() {
    assertThat(Grant.ALL.limitedTo(EnumSet.allOf(Action.class))).isEqualTo(Grant.ALL);
    assertThat(Grant.ALL.limitedTo(Set.of(Action.PUBLISH))).isEqualTo(toPublish("*"));
    assertThat(Grant.ALL.limitedTo(Set.of())).isEqualTo(Grant.ANONYMOUS);
    assertThat(Grant.ALL.forReading()).isEqualTo(toSubscribe("*"));
  }

  private static Event stored(Publication publication) {
    return new Event(new Position("e", 1), 0, publication);
  }

  private static Grant toSubscribe(String... topics) {
    return new Grant(matchers(topics), Set.of(), Administration.NONE);
  }

  private static Grant toPublish(String... topics) {
    return new Grant(Set.of(), matchers(topics), Administration.NONE);
  }

  private static Set<Matcher> matchers(String... topics) {
    Set<Matcher> matchers = new HashSet<>();
    for (String topic : topics) {
      matchers.add(Matcher.parse(topic));
    }
    return matchers;
  }
}
