package dev.courant.access.token;

import dev.courant.access.Grant;
import dev.courant.access.Payload;
import java.util.List;

/**
 * What a token grants, and what it says about its bearer.
 *
 * @param grant the rights
 * @param payloads in the token's order
 */
record Rights(Grant grant, List<Payload> payloads) {
  /** None. */
  static final Rights NONE = new Rights(Grant.ANONYMOUS, List.of());
}
