package dev.courant.access.role;

import java.util.List;

/**
 * What everybody who has a role may do.
 *
 * @param subscribe the topics whose private events may be read
 * @param publish the topics that may be published on
 * @param admin whether the admin interface may be used
 */
public record Role(List<RoleMatcher> subscribe, List<RoleMatcher> publish, boolean admin) {
  /** A role; the lists are copied. */
  public Role {
    subscribe = List.copyOf(subscribe);
    publish = List.copyOf(publish);
  }
}
