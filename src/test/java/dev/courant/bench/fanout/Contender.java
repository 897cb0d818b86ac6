package dev.courant.bench.fanout;

import java.util.List;

/** A server that is measured. Started once, used by one thread, closed in the end. */
interface Contender extends AutoCloseable {
  /** What the table calls it. */
  String name();

  /** How it is fed, for the table. */
  String feed();

  /** Whether it can do what the load asks for. */
  boolean takes(Load load);

  /** Starts it, and waits until it answers. */
  void start() throws Exception;

  /** The port of its HTTP. */
  int port();

  /** The URL path of a stream; {@code %d} stands for the number of the connection. */
  String streamPath(Load load);

  /** A line of the request for a stream; empty where there is none. */
  default String header() {
    return "";
  }

  /** Whether events keep their order on the way in: several publishers over HTTP do not. */
  default boolean isOrdered() {
    return true;
  }

  /** Publishes what the load says, and returns how many events there were. */
  long publish(Load load) throws Exception;

  /** The processes that do the work. */
  List<ProcessHandle> processes();

  @Override
  void close() throws Exception;
}
