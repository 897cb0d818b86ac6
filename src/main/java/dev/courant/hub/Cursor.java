package dev.courant.hub;

import dev.courant.event.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a client says that it left off. */
public sealed interface Cursor {
  /** The text of the cursor before everything. */
  String EARLIEST = "earliest";

  /** It does not say. */
  record None() implements Cursor {}

  /** It wants everything that is kept. */
  record Earliest() implements Cursor {}

  /** Behind a position. */
  record At(Position position) implements Cursor {}

  /** Behind the event that has this id from its publisher. */
  record OwnId(String id) implements Cursor {}

  /** It says something that no event can have as its id. */
  record Unknown() implements Cursor {}

  /** The longest text that is looked at, in characters; ids are shorter. */
  int MAX_CHARS = 1024;

  /** {@code #epoch-offset}, as the hub makes ids. */
  Pattern POSITION = Pattern.compile("#([0-9a-z]{1,32})-([0-9]{1,18})");

  /** Reads a cursor; what cannot be read is unknown, and never an error. */
  static Cursor parse(Optional<String> text) {
    if (text.isEmpty()) {
      return new None();
    }
    String cursor = text.get();
    if (cursor.equals(EARLIEST)) {
      return new Earliest();
    }
    Matcher position = POSITION.matcher(cursor);
    if (position.matches()) {
      return new At(new Position(position.group(1), Long.parseLong(position.group(2))));
    }
    boolean possible = !cursor.isEmpty() && cursor.length() <= MAX_CHARS && cursor.charAt(0) != '#';
    return possible ? new OwnId(cursor) : new Unknown();
  }
}
