package dev.courant.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.AccessOptions;
import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.access.token.Forge;
import dev.courant.access.token.Issuer;
import dev.courant.access.token.RoleClaim;
import dev.courant.event.Matcher;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessSettingsTest {
  private static final URI HUB = URI.create("https://hub.example/.well-known/mercure");
  private static final String SECRET = "thirty-two characters of secret!";

  @Test
  void nothingNeedsToBeConfigured() {
    AccessSettings settings = read();
    assertThat(settings.issuers()).isEmpty();
    assertThat(settings.roles().byName()).isEmpty();
    assertThat(settings.options())
        .isEqualTo(new AccessOptions("__Secure-mercure_access_token", false, true));
  }

  @Test
  void anIssuerHasWhatIsConfiguredAndElseWhatIsUsual() {
    Issuer plain =
        read(
                "courant.issuers",
                "a",
                "courant.issuers.a.issuer",
                "https://id.example/a",
                "courant.issuers.a.key",
                SECRET)
            .issuers()
            .get(0);
    assertThat(plain.identifier()).isEqualTo("https://id.example/a");
    assertThat(plain.audience()).isEqualTo(HUB.toString());
    assertThat(plain.anyType()).isFalse();
    assertThat(plain.roleClaim()).isEmpty();
    assertThat(plain.userClaim()).isEqualTo("sub");
    assertThat(plain.mayAdminister()).isFalse();
    assertThat(plain.keys().candidates(Optional.empty())).hasSize(1);

    Issuer full =
        read(
                "courant.issuers",
                "b",
                "courant.issuers.b.issuer",
                "b",
                "courant.issuers.b.publisher-key",
                Forge.pem(Forge.rsaKeys(2048)),
                "courant.issuers.b.subscriber-key",
                Forge.pem(Forge.rsaKeys(2048)),
                "courant.issuers.b.algorithms",
                "RS512, PS256",
                "courant.issuers.b.audience",
                "hub",
                "courant.issuers.b.typ",
                "any",
                "courant.issuers.b.roles-claim",
                "realm_access.roles",
                "courant.issuers.b.user-claim",
                "preferred_username")
            .issuers()
            .get(0);
    assertThat(full.audience()).isEqualTo("hub");
    assertThat(full.anyType()).isTrue();
    assertThat(full.roleClaim()).hasValue(new RoleClaim("realm_access.roles"));
    assertThat(full.userClaim()).isEqualTo("preferred_username");
    assertThat(full.keys().candidates(Optional.empty())).hasSize(2);

    assertThat(
            read(
                    "courant.issuers",
                    "c",
                    "courant.issuers.c.issuer",
                    "c",
                    "courant.issuers.c.jwks-url",
                    "https://id.example/keys",
                    "courant.issuers.c.algorithms",
                    "ES256")
                .issuers())
        .as("nothing is fetched at the start")
        .hasSize(1);
  }

  @Test
  void aRoleHasListsOfMatchers() {
    AccessSettings settings =
        read(
            "courant.roles", "clerk, boss",
            "courant.roles.clerk.subscribe", "/news, /users/{user} ,exact:/a\\,b",
            "courant.roles.clerk.publish", "/in",
            "courant.roles.boss.admin", "true");
    assertThat(settings.roles().grantOf(Optional.of("al"), List.of("clerk", "boss")))
        .isEqualTo(
            new Grant(
                Set.of(Matcher.parse("/news"), Matcher.parse("/users/al"), Matcher.parse("/a,b")),
                Set.of(Matcher.parse("/in")),
                Administration.ALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "courant.issuers|a b|letters, digits, hyphens and underscores",
        "courant.issuers|a,a|different names",
        "courant.issuers|../x|letters",
        "courant.issuers.a.issuer|''|a URL or a name",
        "courant.issuers.a.issuer|https://id.example x|without blanks",
        "courant.issuers.a.issuer|courant|no other issuer",
        "courant.issuers.a.audience|two words|without blanks",
        "courant.issuers.a.typ|JWT|at+jwt or any",
        "courant.issuers.a.algorithms|none|HS256, HS384",
        "courant.issuers.a.algorithms|HS256,HS257|HS256, HS384",
        "courant.issuers.a.algorithms|hs256|HS256, HS384",
        "courant.issuers.a.key|''|one of the three",
        "courant.issuers.a.jwks-url|https://id.example/keys|one of the three",
        "courant.issuers.a.publisher-key|also thirty-two characters here!|one of the three",
        "courant.issuers.a.algoritms|HS256|not known",
        "courant.issuers.b.key|x|not known",
        "courant.roles|x/y|letters",
        "courant.roles.x.subscribe|exact:|topics, URL patterns or *",
        "courant.roles.x.admin|yes|true, observe or false",
        "courant.roles.x.reads|/a|not known",
        "courant.roles.z.admin|true|not known",
        "courant.mercure.cookie|a=b|the name of a cookie",
        "courant.mercure.legacy-tokens|on|true or false",
        "courant.anonymous.subscribe|no|true or false"
      })
  void whatIsNotAllowedIsToldWithItsKeyAndWhatIs(String key, String value, String allowed) {
    Map<String, String> settings = good();
    settings.put(key, value);
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(
            key.equals("courant.issuers.a.jwks-url")
                    || key.equals("courant.issuers.a.publisher-key")
                ? "courant.issuers.a.key"
                : key)
        .hasMessageContaining(allowed);
  }

  @Test
  void aKeyThatAServerHasMadeOfAVariableIsNotUnknown() {
    Map<String, String> settings = good();
    settings.put("courant.issuers.a.user-claim", "oid");
    settings.put("courant.issuers.a.user.claim", "oid");
    assertThat(read(settings).issuers().get(0).userClaim()).isEqualTo("oid");
  }

  @Test
  void whatIsSaidAboutAKeyDoesNotShowIt() {
    for (String key : List.of("key", "publisher-key", "subscriber-key")) {
      Map<String, String> settings = good();
      settings.remove("courant.issuers.a.key");
      settings.put("courant.issuers.a." + key, "hunter2");
      assertThatThrownBy(() -> read(settings))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("courant.issuers.a." + key, "256 bits")
          .hasMessageNotContaining("hunter2");
    }
    Map<String, String> settings = good();
    settings.put("courant.issuers.a.algorithms", "HS512");
    assertThatThrownBy(() -> read(settings))
        .hasMessageContaining("courant.issuers.a.key", "as long as its hash")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aKeySetIsAtAnHttpUrlAndHasNoSecrets() {
    for (String bad :
        List.of(
            "file:/etc/passwd", "keys.json", "https:///keys", "https://a:b@id.example/", "::")) {
      Map<String, String> settings = good();
      settings.remove("courant.issuers.a.key");
      settings.put("courant.issuers.a.jwks-url", bad);
      assertThatThrownBy(() -> read(settings))
          .as(bad)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("courant.issuers.a.jwks-url", "http or https");
    }
    Map<String, String> settings = good();
    settings.remove("courant.issuers.a.key");
    settings.put("courant.issuers.a.jwks-url", "https://id.example/keys");
    settings.put("courant.issuers.a.algorithms", "HS256");
    assertThatThrownBy(() -> read(settings))
        .hasMessageContaining("courant.issuers.a.algorithms", "RS256")
        .hasMessageNotContaining("HS384");
  }

  private static Map<String, String> good() {
    Map<String, String> settings = new HashMap<>();
    settings.put("courant.issuers", "a");
    settings.put("courant.issuers.a.issuer", "https://id.example");
    settings.put("courant.issuers.a.key", SECRET);
    settings.put("courant.roles", "x");
    return settings;
  }

  private static AccessSettings read(String... keysAndValues) {
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return read(settings);
  }

  private static AccessSettings read(Map<String, String> settings) {
    return new AccessSettingsReader(new SettingSource(new FixedConfig(settings)), HUB).read();
  }
}
