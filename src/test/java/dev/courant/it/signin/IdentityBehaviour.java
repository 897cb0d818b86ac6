package dev.courant.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has signed in has the rights of the roles that the server knows of, at every door. */
interface IdentityBehaviour {
  String FORM = "topic=/desk&data=x";

  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void theServerAsksForANameAndAPasswordAtOneAddressOnly() throws Exception {
    Visitor stranger = new Visitor(server());
    HttpResponse<String> asked = stranger.get("signin");
    assertThat(asked.statusCode()).isEqualTo(401);
    assertThat(asked.headers().firstValue("WWW-Authenticate").orElse(""))
        .startsWithIgnoringCase("Basic realm=\"Courant\"");
    assertThat(stranger.signIn("", "alice", "wrong").statusCode()).isEqualTo(401);
    assertThat(stranger.signIn("", "nobody", Visitor.PASSWORD).statusCode()).isEqualTo(401);
    for (String path : List.of("", "api/events?match=/x", HubCaller.HUB + "?match=/x")) {
      try (var open = stranger.listen(path)) {
        assertThat(open.headers().firstValue("WWW-Authenticate")).as(path).isEmpty();
      }
    }
  }

  @Test
  default void whoSignsInIsBroughtBackToAPageOfOursAndNowhereElse() throws Exception {
    Visitor alice = new Visitor(server());
    HttpResponse<String> first = alice.signIn("", "alice", Visitor.PASSWORD);
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(first.headers().firstValue("Location")).hasValue("./");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-store");
    HttpResponse<String> page = alice.signIn("?to=%2Forders%3Fopen%3D1", "alice", Visitor.PASSWORD);
    assertThat(page.headers().firstValue("Location")).hasValue("./orders?open=1");
    for (String away : List.of("%2F%2Fevil.example", "https://evil.example", "..%2F..")) {
      HttpResponse<String> refused = alice.signIn("?to=" + away, "alice", Visitor.PASSWORD);
      assertThat(refused.statusCode()).as(away).isEqualTo(400);
      assertThat(refused.headers().firstValue("Location")).as(away).isEmpty();
    }
  }

  @Test
  default void anInboxIsReadByItsOwnerOnly() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    Visitor bob = Visitor.signedIn(server(), "bob");
    HubCaller caller = new HubCaller(server());
    for (String path : List.of(HubCaller.HUB, "api/events")) {
      String inbox = path + "?match=/users/alice/mail";
      try (var own = alice.listen(inbox);
          var others = bob.listen(inbox);
          var strangers = new Visitor(server()).listen(inbox)) {
        caller.publish("topic", "/users/alice/mail", "data", "for you", "private", "on");
        caller.publish("topic", "/users/alice/mail", "data", "for all");
        assertThat(own.dataUpTo("for all")).containsExactly("for you", "for all");
        assertThat(others.dataUpTo("for all")).containsExactly("for all");
        assertThat(strangers.dataUpTo("for all")).containsExactly("for all");
      }
    }
  }

  @Test
  default void theAdminInterfaceIsOpenToItsRoleOnly() throws Exception {
    String overview = "api/admin/overview";
    assertThat(Visitor.signedIn(server(), "carol").get(overview).statusCode()).isEqualTo(200);
    for (String other : List.of("alice", "bob", "boss")) {
      assertThat(Visitor.signedIn(server(), other).get(overview).statusCode())
          .as(other)
          .isEqualTo(403);
    }
    assertThat(new Visitor(server()).get(overview).statusCode()).isEqualTo(401);
  }

  @Test
  default void whoHasSignedInPublishesWhatTheRoleGrantsFromAPageThatMay() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    String own = alice.ownOrigin();
    for (String[] from :
        new String[][] {
          {"Origin", own},
          {"Origin", "http://localhost:3050"},
          {"Referer", own + "/courant/page"},
          {"Referer", "http://localhost:3050/"}
        }) {
      assertThat(alice.post(HubCaller.HUB, FORM, from).statusCode()).as(from[1]).isEqualTo(200);
    }
    assertThat(alice.postFromOwnPage(HubCaller.HUB, "topic=/other").statusCode()).isEqualTo(403);
    assertThat(Visitor.signedIn(server(), "boss").postFromOwnPage(HubCaller.HUB, FORM).statusCode())
        .isEqualTo(403);
    assertThat(new Visitor(server()).postFromOwnPage(HubCaller.HUB, FORM).statusCode())
        .isEqualTo(401);
  }

  @Test
  default void aForgedRequestOfAnotherPageDoesNothing() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    Visitor carol = Visitor.signedIn(server(), "carol");
    assertThat(alice.post(HubCaller.HUB, FORM).statusCode()).isEqualTo(400);
    assertThat(carol.post("api/admin/tokens", "{}").statusCode()).isEqualTo(400);
    for (String[] from :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Referer", "https://evil.example/" + alice.ownOrigin()},
          {"Referer", "about:blank"},
          {"Origin", "https://evil.example", "Referer", alice.ownOrigin() + "/"}
        }) {
      String as = String.join(" ", from);
      assertThat(alice.post(HubCaller.HUB, FORM, from).statusCode()).as(as).isEqualTo(403);
      assertThat(carol.post("api/admin/tokens", "{}", from).statusCode()).as(as).isEqualTo(403);
    }
  }

  @Test
  default void aTokenCountsBeforeTheSignInAndIsHeldToItsOwnRules() throws Exception {
    Visitor alice = Visitor.signedIn(server(), "alice");
    String overview = "api/admin/overview";
    HubCaller caller = new HubCaller(server());
    String token = caller.bearer();
    var by = caller.request(overview).header("Cookie", alice.cookie());
    assertThat(caller.send(by.copy().header("Authorization", token)).statusCode()).isEqualTo(200);
    assertThat(caller.send(by.copy().header("Authorization", "Bearer x")).statusCode())
        .isEqualTo(401);
    String cookies =
        alice.cookie() + "; __Secure-mercure_access_token=" + token.replaceFirst("Bearer ", "");
    assertThat(caller.send(caller.request(overview).header("Cookie", cookies)).statusCode())
        .isEqualTo(200);
    assertThat(caller.send(by).statusCode()).isEqualTo(403);
  }
}
