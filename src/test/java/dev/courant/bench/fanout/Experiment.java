package dev.courant.bench.fanout;

/** Something that is done with a running contender and comes to a row of the table. */
interface Experiment {
  /** The letter of the load. */
  String letter();

  /** Whether the contender can do what it asks for. */
  boolean suits(Contender contender);

  /** Does it. */
  Row run(Contender contender) throws Exception;
}
