package dev.courant.access.token;

import static dev.courant.access.token.Desk.HUB;
import static dev.courant.access.token.Desk.NOW;
import static dev.courant.access.token.Desk.SEAL;
import static dev.courant.access.token.Desk.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.access.role.Role;
import dev.courant.access.role.RoleMatcher;
import dev.courant.event.Matcher;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of ordinary identity providers: roles or groups, and no topics. */
class RoleTokensTest {
  private static final Map<String, Role> ROLES =
      Map.of(
          "clerk", role(List.of("/news", "/users/{user}"), List.of(), false),
          "editor", role(List.of(), List.of("/news"), false),
          "boss", role(List.of("*"), List.of("*"), true));

  @Test
  void aTokenOfKeycloakTellsRolesFurtherIn() {
    String claims =
        """
        {"exp":2000000300,"iat":2000000000,"jti":"onrtac:9f8e","iss":"https://id.example/realms/x",
         "aud":["hub","account"],"sub":"f3a1-22","typ":"Bearer","azp":"intranet","acr":"1",
         "realm_access":{"roles":["offline_access","clerk","default-roles-x"]},
         "resource_access":{"hub":{"roles":["editor"]},"account":{"roles":["view-profile"]}},
         "scope":"openid profile","preferred_username":"alice"}""";
    assertThat(grant("https://id.example/realms/x", "hub", "realm_access.roles", claims))
        .isEqualTo(new Grant(matchers("/news", "/users/alice"), Set.of(), Administration.NONE));
    assertThat(grant("https://id.example/realms/x", "hub", "resource_access.hub.roles", claims))
        .isEqualTo(new Grant(Set.of(), matchers("/news"), Administration.NONE));
  }

  @Test
  void aTokenOfEntraTellsThemAtItsTop() {
    String claims =
        """
        {"aud":"11111111-2222-3333-4444-555555555555","exp":2000000300,"nbf":1999999990,
         "iss":"https://login.example/tenant/v2.0","sub":"AAAA","oid":"0000","ver":"2.0",
         "preferred_username":"bob","roles":["boss"],"groups":["editor"]}""";
    String audience = "11111111-2222-3333-4444-555555555555";
    assertThat(grant("https://login.example/tenant/v2.0", audience, "roles", claims))
        .isEqualTo(Grant.ALL);
    assertThat(grant("https://login.example/tenant/v2.0", audience, "groups", claims))
        .isEqualTo(new Grant(Set.of(), matchers("/news"), Administration.NONE));
  }

  @Test
  void theNameOfAClaimMayHaveDotsItself() {
    String claims =
        """
        {"aud":"hub","exp":2000000300,"iss":"https://id.example",
         "https://app.example/roles":["editor"],"a":{"b":["boss"]},"a.b":["editor"]}""";
    for (String claim : List.of("https://app.example/roles", "a.b")) {
      assertThat(grant("https://id.example", "hub", claim, claims))
          .isEqualTo(new Grant(Set.of(), matchers("/news"), Administration.NONE));
    }
  }

  @Test
  void oneTextMayHoldSeveralRoles() {
    assertThat(grantOf("\"editor boss\"")).isEqualTo(Grant.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "true",
        "{}",
        "{\"boss\":true}",
        "[]",
        "\"\"",
        "[1,null,{},[\"boss\"]]",
        "[\"Boss\"]",
        "[\"boss \"]",
        "[\"boss,editor\"]",
        "\"boss,editor\"",
        "[\"/boss\"]"
      })
  void whateverElseTheClaimHoldsGivesNoRole(String json) {
    assertThat(grantOf(json)).isEqualTo(Grant.ANONYMOUS);
  }

  @Test
  void withoutANameThereAreNoTopicsOfOnesOwn() {
    String claims = "{\"aud\":\"hub\",\"exp\":2000000300,\"iss\":\"x\",\"roles\":[\"clerk\"]}";
    assertThat(grant("x", "hub", "roles", claims).subscribe())
        .containsExactly(Matcher.parse("/news"));
  }

  @Test
  void rolesAndDetailsAddUp() {
    String claims = Desk.claims("roles", "[\"editor\"]");
    assertThat(grant(Desk.ISSUER, HUB.toString(), "roles", claims))
        .isEqualTo(new Grant(matchers("/a"), matchers("/a", "/news"), Administration.NONE));
  }

  private static Grant grantOf(String json) {
    String claims = "{\"aud\":\"hub\",\"exp\":2000000300,\"iss\":\"x\",\"roles\":%s}";
    return grant("x", "hub", "roles", claims.formatted(json));
  }

  private static Grant grant(String issuer, String audience, String claim, String claims) {
    Issuer provider =
        new Issuer(
            issuer,
            keys(Desk.SECRET, "HS256"),
            audience,
            true,
            Optional.of(new RoleClaim(claim)),
            "preferred_username",
            false);
    JwtVerifier verifier =
        new JwtVerifier(List.of(provider), Desk.roles(ROLES), false, InstantSource.fixed(NOW));
    return verifier
        .verify(Forge.token("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, SEAL))
        .grant();
  }

  private static Role role(List<String> subscribe, List<String> publish, boolean admin) {
    return new Role(
        subscribe.stream().map(RoleMatcher::parse).toList(),
        publish.stream().map(RoleMatcher::parse).toList(),
        admin ? Administration.ALL : Administration.NONE);
  }

  private static Set<Matcher> matchers(String... topics) {
    return Set.copyOf(List.of(topics).stream().map(Matcher::parse).toList());
  }
}
