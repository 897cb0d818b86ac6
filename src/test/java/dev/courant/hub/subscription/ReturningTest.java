package dev.courant.hub.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Caller;
import dev.courant.access.Payload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who comes back under the name that it had. */
class ReturningTest extends SubscriptionsRig {
  @Test
  void whoComesBackInTimeHasNotBeenAway() {
    String ann = begin(caller("ann"), "/a", "/b");
    told();
    subscriptions.end(ann);
    pass(GRACE.minusNanos(1));
    assertThat(begin(caller("ann"), "/b", "/a")).isEqualTo(ann);
    pass(GRACE.multipliedBy(2));
    assertThat(told()).isEmpty();
    subscriptions.end(ann);
    pass(GRACE);
    assertThat(told()).containsExactly("-" + ann);
  }

  @Test
  void whoComesBackTooLateIsSomebodyNew() {
    String ann = begin(caller("ann"), "/a");
    subscriptions.end(ann);
    pass(GRACE);
    told();
    String again = begin(caller("ann"), "/a");
    assertThat(again).isNotEqualTo(ann);
    assertThat(told()).containsExactly("+" + again);
  }

  @Test
  void whoIsSaidToBeSomethingElseTakesNoPlace() {
    Caller ann = caller("ann", new Payload(matchers("/a"), Optional.of("{\"name\":\"Ann\"}")));
    String first = begin(ann, "/a");
    subscriptions.end(first);
    Caller renamed = caller("ann", new Payload(matchers("/a"), Optional.of("{\"name\":\"A.\"}")));
    assertThat(begin(renamed, "/a")).isNotEqualTo(first);
    assertThat(begin(caller("ann"), "/a")).isNotEqualTo(first);
    assertThat(begin(ann, "/a")).isEqualTo(first);
  }

  @Test
  void whoseTokenDoesNotSayWhoItIsTakesNoPlaceAndLeavesNone() {
    String first = begin(caller(""), "/a");
    told();
    subscriptions.end(first);
    assertThat(told()).containsExactly("-" + first);
    assertThat(begin(caller(""), "/a")).isNotEqualTo(first);
  }

  @Test
  void nobodyTakesThePlaceOfSomebodyElse() {
    String ann = begin(caller("ann"), "/a");
    subscriptions.end(ann);
    assertThat(begin(caller("bob"), "/a")).isNotEqualTo(ann);
    assertThat(begin(caller("ann"), "/a", "/b")).isNotEqualTo(ann);
    assertThat(begin(Caller.ANONYMOUS, "/a")).isNotEqualTo(ann);
    assertThat(begin(caller("ann"), "/a")).isEqualTo(ann);
  }

  @Test
  void twoTabsOfOnePersonAreTwoAndBothMayComeBack() {
    String one = begin(caller("ann"), "/a");
    String two = begin(caller("ann"), "/a");
    assertThat(two).isNotEqualTo(one);
    subscriptions.end(one);
    subscriptions.end(two);
    assertThat(List.of(begin(caller("ann"), "/a"), begin(caller("ann"), "/a")))
        .containsExactly(one, two);
    assertThat(begin(caller("ann"), "/a")).isNotIn(one, two);
  }

  @Test
  void whoHasNoNameLeavesAtOnce() {
    String first = begin(Caller.ANONYMOUS, "/a");
    assertThat(told()).containsExactly("+" + first);
    subscriptions.end(first);
    assertThat(told()).containsExactly("-" + first);
    assertThat(begin(Caller.ANONYMOUS, "/a")).isNotEqualTo(first);
  }
}
