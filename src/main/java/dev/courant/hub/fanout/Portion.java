package dev.courant.hub.fanout;

import dev.courant.wire.EncodedEvent;
import java.util.List;

/**
 * What a member that catches up is offered at once.
 *
 * @param events what it gets
 * @param upTo where it stands behind that
 * @param skipped how many events it asks for were left out, since newer ones have overtaken them
 */
record Portion(List<EncodedEvent> events, long upTo, int skipped) {
  static Portion of(Conflation conflation, long upTo) {
    return new Portion(conflation.events(), upTo, conflation.skipped());
  }
}
