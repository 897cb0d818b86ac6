package dev.courant.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.MatcherTypes;
import dev.courant.access.role.Role;
import dev.courant.access.role.RoleMatcher;
import dev.courant.access.role.Roles;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has signed in is remembered, and no longer than may be. */
class SignInsTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Roles ROLES =
      new Roles(
          Map.of(
              "clerk",
                  new Role(
                      List.of(RoleMatcher.parse("/users/{user}")), List.of(), Administration.NONE),
              "boss", new Role(List.of(), List.of(RoleMatcher.parse("/news")), Administration.ALL)),
          new MatcherTypes(new Matchers(URI.create("https://hub.example/.well-known/mercure"))));

  private Instant now = START;
  private final SignIns signIns = new SignIns(ROLES, Duration.ofHours(12), () -> now);
  private final Browser browser = new Browser();

  @Test
  void whoHasSignedInIsKnownByNameAndHasTheRightsOfTheRoles() {
    browser.signsInAs("alice", "clerk", "stranger");
    signIns.remember(browser.request());
    Caller caller = signIns.callerOf(browser.request()).orElseThrow();
    assertThat(caller.subject()).isEqualTo("alice");
    assertThat(caller.identity()).isEqualTo("container alice");
    assertThat(caller.expiry()).hasValue(START.plus(Duration.ofHours(12)));
    assertThat(caller.grant().subscribe()).containsExactly(Matcher.parse("/users/alice"));
    assertThat(caller.grant().publish()).isEmpty();
    assertThat(caller.grant().admin()).isFalse();

    browser.signsInAs("bob", "boss");
    signIns.remember(browser.request());
    assertThat(signIns.callerOf(browser.request()).orElseThrow().grant().admin()).isTrue();
  }

  @Test
  void nobodyIsKnownBeforeAndNoSessionIsMadeForAsking() {
    assertThat(signIns.callerOf(browser.request())).isEmpty();
    assertThat(browser.hasSession()).isFalse();
    browser.opensSession();
    assertThat(signIns.callerOf(browser.request())).isEmpty();
  }

  @Test
  void whereNobodyIsAskedForANameSigningInIsRefused() {
    assertThatThrownBy(() -> signIns.remember(browser.request()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.NO_SIGN_IN));
    assertThat(browser.hasSession()).isFalse();
  }

  @Test
  void aSessionThatWasThereBeforeGetsAnotherIdentifier() {
    browser.opensSession();
    String planted = browser.sessionId();
    browser.signsInAs("alice");
    signIns.remember(browser.request());
    assertThat(browser.sessionId()).isNotEqualTo(planted);
  }

  @Test
  void whoSignsInOnceMoreGoesOnAndAnybodyElseBegins() {
    browser.signsInAs("alice", "clerk");
    signIns.remember(browser.request());
    Optional<String> first = idNow();
    now = START.plusSeconds(60);
    signIns.remember(browser.request());
    assertThat(idNow()).isEqualTo(first);
    assertThat(signIns.callerOf(browser.request()).orElseThrow().expiry())
        .hasValue(now.plus(Duration.ofHours(12)));
    assertThat(browser.removals()).isZero();
    browser.signsInAs("alice", "clerk", "boss");
    signIns.remember(browser.request());
    assertThat(idNow()).isNotEqualTo(first);
    assertThat(browser.removals()).isEqualTo(1);
    Optional<String> second = idNow();
    browser.signsInAs("bob", "clerk", "boss");
    signIns.remember(browser.request());
    assertThat(idNow()).isNotEqualTo(second);
    assertThat(browser.removals()).isEqualTo(2);
  }

  @Test
  void aSignInCountsNoLongerThanItMay() {
    browser.signsInAs("alice", "boss");
    signIns.remember(browser.request());
    now = START.plus(Duration.ofHours(12)).minusMillis(1);
    assertThat(signIns.callerOf(browser.request())).isPresent();
    now = START.plus(Duration.ofHours(12));
    assertThat(signIns.callerOf(browser.request())).isEmpty();
  }

  @Test
  void aSessionThatEndsInTheMiddleIsNone() {
    browser.signsInAs("alice", "boss");
    signIns.remember(browser.request());
    browser.endsSession();
    assertThat(signIns.callerOf(browser.request())).isEmpty();
  }

  @Test
  void aSignInThatWasEndedCountsNoMoreThoughItsRequestIsOnItsWay() {
    browser.signsInAs("alice", "boss");
    signIns.remember(browser.request());
    Caller caller = signIns.callerOf(browser.request()).orElseThrow();
    Caller namesake =
        new Caller(
            "alice",
            Optional.of("x"),
            caller.tokenId(),
            caller.expiry(),
            caller.grant(),
            List.of());
    assertThat(signIns.hasEnded(caller)).isFalse();
    SignIn signIn = browser.signIn();
    assertThat(signIn.isOf(caller)).isTrue();
    assertThat(signIn.isOf(namesake)).isFalse();
    assertThat(signIn.isOf(Caller.ANONYMOUS)).isFalse();
    signIns.end(signIn);
    assertThat(signIns.callerOf(browser.request())).isEmpty();
    assertThat(signIns.hasEnded(caller)).isTrue();
    assertThat(signIns.hasEnded(namesake)).isFalse();
    assertThat(signIns.hasEnded(Caller.ANONYMOUS)).isFalse();
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    browser.signsInAs("alice");
    signIns.remember(browser.request());
    SignIn first = browser.signIn();
    Caller caller = signIns.callerOf(browser.request()).orElseThrow();
    signIns.end(first);
    SignIn other = new SignIn("urn:other", "bob", Set.of(), now);
    now = now.plusSeconds(3600);
    signIns.end(other);
    assertThat(signIns.hasEnded(caller)).isTrue();
    now = now.plusMillis(1);
    signIns.end(other);
    assertThat(signIns.hasEnded(caller)).isFalse();
  }

  @Test
  void aServerMayKeepItOnDisk() throws Exception {
    SignIn signIn = new SignIn("urn:x", "alice", Set.of("clerk", "boss"), START);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(signIn);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(signIn);
    }
  }

  private Optional<String> idNow() {
    return signIns.callerOf(browser.request()).flatMap(Caller::tokenId);
  }
}
