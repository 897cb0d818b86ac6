package dev.courant.bench.fanout;

/** Something that is done with a running contender and comes to a row of the table. */
interface Experiment {
  /** The name of its load. */
  String name();

  /** The letter that the name begins with. */
  default String letter() {
    return name().substring(0, 1);
  }

  /** Whether the contender can do what it asks for. */
  boolean suits(Contender contender);

  /** Does it. */
  Row run(Contender contender) throws Exception;
}
