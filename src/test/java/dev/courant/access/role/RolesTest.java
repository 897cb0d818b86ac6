package dev.courant.access.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.access.MatcherTypes;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
  private static final MatcherTypes TYPES =
      new MatcherTypes(new Matchers(URI.create("https://hub.example/.well-known/mercure")));

  @Test
  void whatSeveralRolesGrantAddsUpAndUnknownOnesGrantNothing() {
    Roles roles =
        new Roles(
            Map.of(
                "reader",
                    new Role(List.of(RoleMatcher.parse("/a")), List.of(), Administration.NONE),
                "writer",
                    new Role(List.of(), List.of(RoleMatcher.parse("/b")), Administration.NONE),
                "admin", new Role(List.of(), List.of(), Administration.ALL)),
            TYPES);
    Set<Matcher> a = Set.of(Matcher.parse("/a"));
    Set<Matcher> b = Set.of(Matcher.parse("/b"));
    Optional<String> alice = Optional.of("alice");
    assertThat(roles.grantOf(alice, List.of("reader", "other", "writer")))
        .isEqualTo(new Grant(a, b, Administration.NONE));
    assertThat(roles.grantOf(alice, List.of("admin", "reader")))
        .isEqualTo(new Grant(a, Set.of(), Administration.ALL));
    assertThat(roles.grantOf(alice, List.of())).isEqualTo(Grant.ANONYMOUS);
    assertThat(roles.grantOf(alice, List.of("Reader", ""))).isEqualTo(Grant.ANONYMOUS);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, /users/alice",
    "a.b-c_d~e, /users/a.b-c_d~e",
    "a/b, /users/a%2Fb",
    "../admin, /users/..%2Fadmin",
    "..., /users/...",
    "a*b, /users/a%2Ab",
    "a b, /users/a%20b",
    "a%2Fb, /users/a%252Fb",
    "{user}, /users/%7Buser%7D",
    "Jörg, /users/J%C3%B6rg",
    "o'neil(), /users/o%27neil%28%29",
    "':id', /users/%3Aid"
  })
  void theNameOfTheUserIsOneSegmentOfAPathWhateverIsInIt(String user, String topic) {
    assertThat(RoleMatcher.parse("/users/{user}").forUser(Optional.of(user), TYPES))
        .hasValue(Matcher.parse(topic));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aNameThatWouldLeadElsewhereGrantsNothingOfOnesOwn(String user) {
    RoleMatcher own = RoleMatcher.parse("/users/{user}");
    assertThat(own.forUser(Optional.of(user), TYPES)).isEmpty();
    assertThat(own.forUser(Optional.empty(), TYPES)).isEmpty();
    assertThat(RoleMatcher.parse("/news").forUser(Optional.of(user), TYPES))
        .hasValue(Matcher.parse("/news"));
  }

  @Test
  void aNameThatIsTooLongForATopicCostsNothingElse() {
    Role role =
        new Role(
            List.of(RoleMatcher.parse("/users/{user}"), RoleMatcher.parse("/news")),
            List.of(),
            Administration.NONE);
    Grant grant =
        new Roles(Map.of("r", role), TYPES).grantOf(Optional.of("x".repeat(4096)), List.of("r"));
    assertThat(grant.subscribe()).containsExactly(Matcher.parse("/news"));
  }

  @ParameterizedTest
  @CsvSource({
    "*, exact, *",
    "/news, exact, /news",
    "/users/{user}, exact, /users/{user}",
    "/users/{user}/*, urlpattern, /users/{user}/*",
    "/books/:id, urlpattern, /books/:id",
    "https://x.example/a, urlpattern, https://x.example/a",
    "exact:urn:x:1, exact, urn:x:1",
    "exact:/a*, exact, /a*",
    "urlpattern:/a, urlpattern, /a"
  })
  void aMatcherIsATopicOrAPattern(String text, String type, String template) {
    assertThat(RoleMatcher.parse(text)).isEqualTo(new RoleMatcher(type, template));
  }

  @Test
  void aMatcherThatNoTopicCanHaveIsRefused() {
    for (String text : List.of("exact:", "a\u200Bb", "t".repeat(4097))) {
      assertThatThrownBy(() -> RoleMatcher.parse(text).forUser(Optional.of("u"), TYPES))
          .isInstanceOf(RefusedException.class);
    }
  }
}
