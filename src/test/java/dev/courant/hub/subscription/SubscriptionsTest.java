package dev.courant.hub.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.courant.access.Caller;
import dev.courant.access.Payload;
import dev.courant.wire.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionsTest extends SubscriptionsRig {
  @Test
  void everyMatcherOfAConnectionIsASubscriptionUnderOneName() {
    String id = begin(caller("ann"), "/b", "*", "/a");
    assertThat(id).startsWith("urn:uuid:");
    assertThat(list())
        .containsExactly(
            new Subscription("exact", "*", id, Optional.empty()),
            new Subscription("exact", "/a", id, Optional.empty()),
            new Subscription("exact", "/b", id, Optional.empty()));
    subscriptions.end(id);
  }

  @Test
  void aSubscriptionHasThePayloadOfTheFirstDetailThatGrantsIt() {
    Caller caller =
        caller(
            "ann",
            new Payload(matchers("/a"), Optional.empty()),
            new Payload(matchers("/a", "/b"), Optional.of("{\"n\":2}")),
            new Payload(matchers("*"), Optional.of("{\"n\":3}")));
    begin(caller, "/a", "/b", "/c", "*");
    assertThat(list())
        .extracting(Subscription::match, Subscription::payload)
        .containsExactly(
            tuple("*", Optional.of("{\"n\":3}")),
            tuple("/a", Optional.empty()),
            tuple("/b", Optional.of("{\"n\":2}")),
            tuple("/c", Optional.of("{\"n\":3}")));
  }

  @Test
  void whoComesAndWhoStaysAwayIsTold() {
    String ann = begin(caller("ann"), "/a");
    String bob = begin(caller("bob"), "/a");
    assertThat(told()).containsExactly("+" + ann, "+" + bob);
    subscriptions.end(ann);
    pass(GRACE.minusNanos(1));
    assertThat(told()).isEmpty();
    assertThat(list()).extracting(Subscription::subscriber).contains(ann, bob);
    pass(Duration.ofNanos(1));
    assertThat(told()).containsExactly("-" + ann);
    assertThat(list()).extracting(Subscription::subscriber).containsExactly(bob);
  }

  @Test
  void whoWasNeverToldToBeHereIsNotToldToHaveLeft() {
    subscriptions.end(begin(Caller.ANONYMOUS, "/a"));
    assertThat(told()).isEmpty();
  }

  @Test
  void whatCouldNotBeToldComesAgainUnlessItIsUndone() {
    String stays = begin(caller("ann"), "/a");
    String leaves = begin(Caller.ANONYMOUS, "/a");
    List<Subscriber.Change> changes = subscriptions.poll(ALL);
    subscriptions.end(leaves);
    changes.forEach(change -> subscriptions.note(change, Subscriber.Telling.NOT_DONE));
    assertThat(told()).containsExactly("+" + stays);
  }

  @Test
  void ofWhomNobodyKnowsWhetherHeWasToldToBeHereItIsToldThatHeHasLeft() {
    String stays = begin(caller("ann"), "/a");
    String leaves = begin(Caller.ANONYMOUS, "/a");
    List<Subscriber.Change> changes = subscriptions.poll(ALL);
    subscriptions.end(leaves);
    changes.forEach(change -> subscriptions.note(change, Subscriber.Telling.UNKNOWN));
    assertThat(told()).containsExactlyInAnyOrder("+" + stays, "-" + leaves);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatIsToldAnewIsToldWithAnotherWord() {
    String id = begin(caller("ann"), "/a");
    List<Subscriber.Change> before = subscriptions.poll(ALL);
    assertThat(subscriptions.retell()).containsExactly(before.get(0).word());
    assertThat(subscriptions.note(before.get(0), Subscriber.Telling.DONE))
        .as("its end was told meanwhile")
        .isFalse();
    List<Subscriber.Change> anew = subscriptions.poll(ALL);
    assertThat(anew).hasSize(1).doesNotContainAnyElementsOf(before);
    subscriptions.note(anew.get(0), Subscriber.Telling.DONE);
    subscriptions.end(id);
    pass(GRACE);
    assertThat(subscriptions.poll(ALL))
        .singleElement()
        .extracting(Subscriber.Change::word)
        .isEqualTo(anew.get(0).word());
  }

  @Test
  void whoAsksForOtherThingsWhileItIsBeingToldEndsFirstAndThenBegins() {
    Caller ann = caller("ann");
    String id = begin(ann, "/a");
    List<Subscriber.Change> changes = subscriptions.poll(ALL);
    subscriptions.change(id, ann, matchers("/a", "/b"));
    changes.forEach(change -> subscriptions.note(change, Subscriber.Telling.DONE));
    assertThat(told()).containsExactly("-" + id, "+" + id);
  }

  @Test
  void whatHappensWhileItIsBeingToldIsToldNext() {
    String id = begin(Caller.ANONYMOUS, "/a");
    List<Subscriber.Change> changes = subscriptions.poll(ALL);
    subscriptions.end(id);
    changes.forEach(change -> subscriptions.note(change, Subscriber.Telling.DONE));
    assertThat(told()).containsExactly("-" + id);
    assertThat(told()).isEmpty();
  }

  @Test
  void onlySoManyMayBeAway() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= Absences.MAX; i++) {
      ids.add(begin(caller("user " + i), "/a"));
    }
    told();
    ids.forEach(subscriptions::end);
    assertThat(told()).containsExactly("-" + ids.get(0));
  }

  @Test
  void oneStepIsAboutAsLargeAsAskedFor() {
    begin(caller("a"), "/1", "/2", "/3");
    begin(caller("b"), "/1", "/2", "/3");
    begin(caller("c"), "/1");
    assertThat(subscriptions.poll(4)).hasSize(2);
    assertThat(subscriptions.poll(4)).hasSize(1);
    assertThat(subscriptions.poll(4)).isEmpty();
  }

  @Test
  void inTheEndEverybodyLeaves() throws Exception {
    String ann = begin(caller("ann"), "/a");
    String bob = begin(caller("bob"), "/a");
    told();
    subscriptions.end(ann);
    subscriptions.close();
    subscriptions.end(bob);
    assertThat(told()).containsExactlyInAnyOrder("-" + ann, "-" + bob);
    assertThat(subscriptions.await(ALL)).isEmpty();
  }

  @Test
  void whereNothingIsToldNobodyLingers() {
    Subscriptions quiet = new Subscriptions(SubscriptionEvents.NONE, HUB_PATH, nanos::get);
    String id = quiet.begin(caller("ann"), matchers("/a"));
    quiet.end(id);
    assertThat(quiet.list(s -> true, ALL)).isEmpty();
    assertThat(quiet.poll(ALL)).isEmpty();
    assertThat(quiet.begin(caller("ann"), matchers("/a"))).isNotEqualTo(id);
  }

  @Test
  void aListIsInOneOrderAndNoLongerThanAskedFor() {
    for (int i = 0; i < 50; i++) {
      begin(Caller.ANONYMOUS, "/a", "/b");
    }
    assertThat(list()).hasSize(100).isEqualTo(list());
    assertThat(subscriptions.list(s -> s.match().equals("/b"), 7))
        .hasSize(7)
        .allMatch(s -> s.match().equals("/b"))
        .isSubsetOf(list());
  }
}
