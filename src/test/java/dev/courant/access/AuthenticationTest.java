package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials of a request count (Mercure draft 08, "Authorization"). */
class AuthenticationTest extends HandmadeRequest {
  @ParameterizedTest
  @ValueSource(strings = {"Bearer alice", "bearer alice", "BEARER   alice  "})
  void theHeaderTells(String value) {
    header("Authorization", value);
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
  }

  @Test
  void theHeaderWinsAndTheCookieIsNotLookedAt() {
    header("Authorization", "Bearer alice");
    cookie(COOKIE, "bad");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
    headers.clear();
    header("Authorization", "Bearer bad");
    cookies.clear();
    cookie(COOKIE, "alice");
    assertRefused(Refusal.INVALID_TOKEN, options(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer=a", "BearerX a"})
  void aHeaderThatCannotBeReadIsNotPassedOver(String value) {
    header("Authorization", value);
    cookie(COOKIE, "alice");
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(true));
  }

  @Test
  void twoHeadersAreRefusedWhateverTheySay() {
    header("Authorization", "Bearer alice");
    header("authorization", "Bearer alice");
    assertRefused(Refusal.MALFORMED_CREDENTIALS, options(false));
  }

  @Test
  void aTokenThatIsTooLongIsNotPassedOn() {
    header("Authorization", "Bearer " + "a".repeat(1024 * 1024));
    assertRefused(Refusal.INVALID_TOKEN, options(false));
  }

  @Test
  void theCookieOfTheConfiguredNameTellsAndNoOther() {
    cookie("mercure_access_token", "eve");
    cookie("mercureAuthorization", "eve");
    assertThat(callerWith(options(false))).isEqualTo(Caller.ANONYMOUS);
    cookie("mine", "alice");
    assertThat(callerWith(new AccessOptions("mine", false, true)).subject()).isEqualTo("alice");
    // Basic credentials are somebody else's.
    header("Authorization", "Basic eDp5");
    assertThat(callerWith(new AccessOptions("mine", false, true)).subject()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token=alice", "authorization=alice", "Authorization=alice"})
  void aTokenInTheUrlIsNotAToken(String inTheUrl) {
    query = inTheUrl;
    assertThat(callerWith(options(false))).isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void tokensArePresentedAsInTheOldProtocolWhereThatIsSwitchedOn() {
    cookie("mercureAuthorization", "carol");
    assertThat(callerWith(options(true)).subject()).isEqualTo("carol");
    cookie(COOKIE, "bob");
    assertThat(callerWith(options(true)).subject()).isEqualTo("bob");
    query = "topic=x&authorization=alice";
    assertThat(callerWith(options(true)).subject()).isEqualTo("alice");
    query = "access_token=alice&authorization=";
    assertThat(callerWith(options(true)).subject()).isEqualTo("bob");
  }

  @Test
  void whoHasSignedInCountsWhereNoTokenIsPresented() {
    signedIn = Optional.of(named("sam", Grant.ANONYMOUS));
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
    // A browser that has signed in goes on to show what it signed in with.
    header("Authorization", "Basic c2FtOng=");
    assertThat(callerWith(options(false)).subject()).isEqualTo("sam");
    cookie(COOKIE, "bob");
    assertThat(callerWith(options(false)).subject()).isEqualTo("bob");
    headers.clear();
    header("Authorization", "Bearer alice");
    assertThat(callerWith(options(false)).subject()).isEqualTo("alice");
  }

  @Test
  void aTokenThatIsNotGoodIsRefusedWhoeverHasSignedIn() {
    signedIn = Optional.of(named("sam", Grant.ALL));
    cookie(COOKIE, "bad");
    assertRefused(Refusal.INVALID_TOKEN, options(false));
    header("Authorization", "Bearer bad");
    assertRefused(Refusal.INVALID_TOKEN, options(false));
  }

  @Test
  void eachActAsksForWhatItNeeds() {
    Authentication open = new Authentication(BY_NAME, session, ORIGINS, options(false));
    Authentication closed =
        new Authentication(BY_NAME, session, ORIGINS, new AccessOptions(COOKIE, false, false));
    assertThat(open.subscriberOf(request())).isEqualTo(Caller.ANONYMOUS);
    assertRefusal(Refusal.UNAUTHENTICATED, () -> closed.subscriberOf(request()));
    assertRefusal(Refusal.UNAUTHENTICATED, () -> open.publisherOf(request()));
    assertRefusal(Refusal.UNAUTHENTICATED, () -> open.administratorOf(request()));
    header("Authorization", "Bearer alice");
    assertThat(closed.subscriberOf(request()).subject()).isEqualTo("alice");
    assertRefusal(Refusal.FORBIDDEN, () -> open.publisherOf(request()));
    assertRefusal(Refusal.FORBIDDEN, () -> open.administratorOf(request()));
    Grant much = new Grant(Set.of(), Set.of(Matcher.parse("/a")), Administration.ALL);
    Authentication generous =
        new Authentication(t -> named(t, much), session, ORIGINS, options(false));
    assertThat(generous.publisherOf(request()).subject()).isEqualTo("alice");
    assertThat(generous.administratorOf(request()).subject()).isEqualTo("alice");
  }
}
