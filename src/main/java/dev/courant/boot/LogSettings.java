package dev.courant.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where history is kept.
 *
 * @param place in which kind of store
 * @param poll how often a node looks for what others have stored
 * @param lease after that time without a sign of life a node counts as gone
 * @param importFrom an SQLite file whose history is taken over once
 */
record LogSettings(Place place, Duration poll, Duration lease, Optional<Path> importFrom) {
  /** A kind of store. */
  sealed interface Place {
    /** Whether several nodes may share it. */
    default boolean isShared() {
      return false;
    }
  }

  /** In memory: it ends with the process. */
  record Memory() implements Place {}

  /** In a file of the data directory. */
  record File() implements Place {}

  /** In the PostgreSQL database at that address. */
  record Url(String url, String user, String password) implements Place {
    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public String toString() {
      return "Url[...]";
    }
  }

  /** In the PostgreSQL database that the server knows by a name. */
  record Named(String name) implements Place {
    @Override
    public boolean isShared() {
      return true;
    }
  }
}
