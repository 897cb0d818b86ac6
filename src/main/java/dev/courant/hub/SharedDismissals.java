package dev.courant.hub;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What dismissals have in common with those of the other nodes, and want from them. Any thread may
 * call it; it may wait for them, a few seconds at most.
 */
public interface SharedDismissals {
  /** There are no others: bans are what is known here. */
  SharedDismissals NONE =
      new SharedDismissals() {
        @Override
        public List<Ban> change(List<Ban> known, UnaryOperator<List<Ban>> step) {
          return step.apply(known);
        }

        @Override
        public Reach follow() {
          return Reach.ALONE;
        }

        @Override
        public Optional<Ban.OneConnection> find(String connectionId) {
          return Optional.empty();
        }

        @Override
        public Dismissed end(Ban.Who who) {
          return new Dismissed(0, Reach.ALONE);
        }
      };

  /**
   * Changes the bans that all nodes have; nobody else changes them meanwhile.
   *
   * @param known those that this node knows of
   * @param step may be done twice; what it throws is thrown here, with nothing changed
   * @return those that there are now
   * @throws IOException when they cannot be changed now
   */
  List<Ban> change(List<Ban> known, UnaryOperator<List<Ban>> step) throws IOException;

  /** Has the others take up the bans as they are now; tells how many have. */
  Reach follow();

  /**
   * The connection of that id, if another node has it.
   *
   * @throws dev.courant.event.RefusedException ({@link
   *     dev.courant.event.Refusal#STORE_UNAVAILABLE}) when the others cannot be asked now
   */
  Optional<Ban.OneConnection> find(String connectionId);

  /** Ends those connections of others that are meant. */
  Dismissed end(Ban.Who who);
}
