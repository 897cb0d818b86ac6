package dev.courant.access.key;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text that outlives the process: in a file, or in a database where several nodes share it. Any
 * thread may call it.
 */
public interface KeptText {
  /** How messages name it. */
  String name();

  /**
   * The text; absent when nobody has kept one yet.
   *
   * @throws IOException when it cannot be read
   */
  Optional<String> read() throws IOException;

  /**
   * Puts another in its place. Nobody else changes it meanwhile, on no node; it lasts when this
   * returns.
   *
   * @param step makes the text of the one before; may be called twice, and what it throws is thrown
   *     here, with nothing changed
   * @return the text as it is now
   * @throws IOException when it cannot be read or written
   */
  String update(Function<Optional<String>, String> step) throws IOException;
}
