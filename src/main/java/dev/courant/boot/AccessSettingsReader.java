package dev.courant.boot;

import dev.courant.access.AccessOptions;
import dev.courant.access.Administration;
import dev.courant.access.MatcherTypes;
import dev.courant.access.role.Role;
import dev.courant.access.role.RoleMatcher;
import dev.courant.access.role.Roles;
import dev.courant.access.session.SignIns;
import dev.courant.access.token.Issuer;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads who may do what: issuers, roles, and how tokens may be presented. */
final class AccessSettingsReader {
  private static final String ROLES = "courant.roles";
  private static final String ISSUERS = "courant.issuers";

  /** Names are parts of keys: so they are what all sources of configuration can tell. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  /** A token of RFC 9110, section 5.6.2. */
  private static final Pattern COOKIE_NAME = Pattern.compile("[!#$%&'*+.^_`|~A-Za-z0-9-]+");

  private final SettingSource source;
  private final URI hubUrl;
  private final MatcherTypes types;

  AccessSettingsReader(SettingSource source, URI hubUrl) {
    this.source = source;
    this.hubUrl = hubUrl;
    this.types = new MatcherTypes(new Matchers(hubUrl));
  }

  /**
   * The settings.
   *
   * @throws InvalidSettingException when one has a value that is not allowed
   */
  AccessSettings read() {
    List<Issuer> issuers = issuers();
    Roles roles = roles();
    AccessOptions options =
        new AccessOptions(
            cookie(),
            source.flag("courant.mercure.legacy-tokens", false),
            source.flag("courant.anonymous.subscribe", true));
    source.requireAllAsked(
        ISSUERS + ".",
        "one of the keys that README tells, with a name that %s lists".formatted(ISSUERS));
    source.requireAllAsked(
        ROLES + ".", "subscribe, publish or admin of a name that %s lists".formatted(ROLES));
    return new AccessSettings(issuers, roles, options);
  }

  private List<Issuer> issuers() {
    List<Issuer> issuers = new ArrayList<>();
    Set<String> identifiers = new HashSet<>(Set.of(Issuer.LOCAL, SignIns.ISSUER));
    for (String name : names(ISSUERS)) {
      String prefix = ISSUERS + "." + name + ".";
      Issuer issuer = new IssuerReader(source, prefix, hubUrl).read();
      if (!identifiers.add(issuer.identifier())) {
        throw new InvalidSettingException(
            prefix + "issuer",
            issuer.identifier(),
            "what no other issuer is called, nor \"%s\" or \"%s\": the hub and its server themselves"
                .formatted(Issuer.LOCAL, SignIns.ISSUER));
      }
      issuers.add(issuer);
    }
    return issuers;
  }

  private Roles roles() {
    Map<String, Role> roles = new HashMap<>();
    for (String name : names(ROLES)) {
      String prefix = ROLES + "." + name + ".";
      roles.put(
          name,
          new Role(
              matchers(prefix + "subscribe"),
              matchers(prefix + "publish"),
              administration(prefix + "admin")));
    }
    return new Roles(roles, types);
  }

  private Administration administration(String key) {
    String value = source.text(key, Administration.NONE.text());
    return Administration.of(value)
        .orElseThrow(() -> new InvalidSettingException(key, value, "true, observe or false"));
  }

  private List<RoleMatcher> matchers(String key) {
    List<RoleMatcher> matchers = new ArrayList<>();
    for (String entry : source.list(key)) {
      RoleMatcher matcher = RoleMatcher.parse(entry);
      try {
        matcher.forUser(Optional.of("user"), types);
      } catch (RefusedException e) {
        throw new InvalidSettingException(
            key, entry, "a list of topics, URL patterns or *. " + e.detail());
      }
      matchers.add(matcher);
    }
    return matchers;
  }

  private Set<String> names(String key) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : source.list(key)) {
      if (!NAME.matcher(name).matches() || !names.add(name)) {
        throw new InvalidSettingException(
            key,
            name,
            "a list of different names, each of letters, digits, hyphens and underscores");
      }
    }
    return names;
  }

  private String cookie() {
    String key = "courant.mercure.cookie";
    String name = source.text(key, AccessOptions.USUAL_COOKIE);
    if (!COOKIE_NAME.matcher(name).matches()) {
      throw new InvalidSettingException(
          key, name, "the name of a cookie, such as " + AccessOptions.USUAL_COOKIE);
    }
    return name;
  }
}
