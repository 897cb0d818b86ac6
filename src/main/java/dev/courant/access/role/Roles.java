package dev.courant.access.role;

import dev.courant.access.Grant;
import dev.courant.access.MatcherTypes;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All roles that are configured, by name. Immutable.
 *
 * @param byName the roles
 * @param types reads their matchers
 */
public record Roles(Map<String, Role> byName, MatcherTypes types) {
  /** Roles; the map is copied. */
  public Roles {
    byName = Map.copyOf(byName);
  }

  /**
   * What a user may do who has these roles. A name that is not configured gives nothing: identity
   * providers tell more roles than the ones that are meant for the hub.
   *
   * @param user the name of the user, where there is one
   */
  public Grant grantOf(Optional<String> user, Collection<String> names) {
    Grant all = Grant.ANONYMOUS;
    for (String name : names) {
      Role role = byName.get(name);
      if (role != null) {
        all = all.and(grant(role, user));
      }
    }
    return all;
  }

  private Grant grant(Role role, Optional<String> user) {
    return new Grant(
        matchers(role.subscribe(), user), matchers(role.publish(), user), role.administration());
  }

  private Set<Matcher> matchers(List<RoleMatcher> templates, Optional<String> user) {
    Set<Matcher> matchers = new HashSet<>();
    for (RoleMatcher template : templates) {
      try {
        template.forUser(user, types).ifPresent(matchers::add);
      } catch (RefusedException nameTooLongForATopic) {
        // The rest of the role is as good as before. Templates were checked when they were read.
      }
    }
    return matchers;
  }
}
