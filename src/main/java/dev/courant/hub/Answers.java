package dev.courant.hub;

import java.util.List;

/**
 * What other nodes have answered. An immutable value.
 *
 * @param texts the answers, in no order
 * @param reach how many were asked
 */
public record Answers(List<String> texts, Reach reach) {
  /** There is nobody to answer. */
  static final Answers ALONE = new Answers(List.of(), Reach.ALONE);
}
