package dev.courant.access.role;

import dev.courant.access.Administration;
import java.util.List;

/**
 * What everybody who has a role may do.
 *
 * @param subscribe the topics whose private events may be read
 * @param publish the topics that may be published on
 * @param administration how far the hub may be looked after
 */
public record Role(
    List<RoleMatcher> subscribe, List<RoleMatcher> publish, Administration administration) {
  /** A role; the lists are copied. */
  public Role {
    subscribe = List.copyOf(subscribe);
    publish = List.copyOf(publish);
  }
}
