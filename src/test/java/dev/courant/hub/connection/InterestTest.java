package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.event;
import static dev.courant.hub.connection.Samples.interest;
import static dev.courant.hub.connection.Samples.toSubscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterestTest {
  private static final Event PUBLIC = event(1, Publication.on("/a").alsoOn("/b").build());
  private static final Event PRIVATE =
      event(2, Publication.on("/a").alsoOn("/b").asPrivate().build());

  @Test
  void anEventIsWantedWhenAnyMatcherMatchesAnyOfItsTopics() {
    assertThat(interest(Grant.ANONYMOUS, "/b", "/z").wants(PUBLIC)).isTrue();
    assertThat(interest(Grant.ANONYMOUS, "*").wants(PUBLIC)).isTrue();
    assertThat(interest(Grant.ANONYMOUS, "/z", "/y").wants(PUBLIC)).isFalse();
  }

  @Test
  void aPrivateEventIsWantedWhenOneOfItsTopicsIsGranted() {
    assertThat(interest(Grant.ANONYMOUS, "*").wants(PRIVATE)).isFalse();
    assertThat(interest(toSubscribe("/z"), "/a").wants(PRIVATE)).isFalse();
    assertThat(interest(toSubscribe("/b"), "/a").wants(PRIVATE)).isTrue();
    assertThat(interest(toSubscribe("*"), "/a").wants(PRIVATE)).isTrue();
  }

  @Test
  void aGrantDoesNotAskForAnything() {
    assertThat(interest(toSubscribe("*"), "/z").wants(PRIVATE)).isFalse();
    assertThat(interest(toSubscribe("*"), "/z").wants(PUBLIC)).isFalse();
  }

  @Test
  void thereAreOneToAHundredMatchers() {
    String[] hundred = IntStream.range(0, 100).mapToObj(i -> "/" + i).toArray(String[]::new);
    String[] more = IntStream.range(0, 101).mapToObj(i -> "/" + i).toArray(String[]::new);
    assertThat(interest(Grant.ANONYMOUS, hundred).matchers()).hasSize(100);
    assertThatThrownBy(() -> interest(Grant.ANONYMOUS, more)).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> interest(Grant.ANONYMOUS)).isInstanceOf(RefusedException.class);
  }

  @Test
  void interestsInTheSameThingAreEqualWhateverTheOrder() {
    assertThat(interest(Grant.ANONYMOUS, "/a", "/b"))
        .isEqualTo(interest(Grant.ANONYMOUS, "/b", "/a", "/a"))
        .hasSameHashCodeAs(interest(Grant.ANONYMOUS, "/b", "/a"))
        .isNotEqualTo(interest(toSubscribe("/a"), "/a", "/b"));
  }
}
