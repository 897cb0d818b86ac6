package dev.courant.access.token;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The members of a JSON object, read with their types (RFC 7519, section 4): one that is there and
 * of another type makes the whole token invalid.
 *
 * @param json the object
 */
record Claims(JsonObject json) {
  /** The longest text that is a name or an id. */
  static final int MAX_NAME_CHARS = 512;

  /** The end of the year 9999. */
  private static final double LATEST_SECONDS = 253_402_300_799d;

  boolean has(String name) {
    return json.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(json.get(name)).map(value -> requireText(name, value));
  }

  /** A text that may appear in logs and be compared: neither long nor with control characters. */
  Optional<String> name(String name) {
    Optional<String> text = text(name);
    text.ifPresent(
        t -> {
          if (t.length() > MAX_NAME_CHARS || t.codePoints().anyMatch(Claims::isForbidden)) {
            throw invalid("\"%s\" is too long or has a character that it must not".formatted(name));
          }
        });
    return text;
  }

  /** A date as seconds since 1970, which may have a fraction: that is cut off. */
  Optional<Instant> time(String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonNumber number) {
      // As a double: exponents may be such that an exact number would fill the memory.
      double seconds = number.doubleValue();
      if (seconds >= 0 && seconds <= LATEST_SECONDS) {
        return Optional.of(Instant.ofEpochSecond((long) seconds));
      }
    }
    throw invalid("\"%s\" is not a date in seconds".formatted(name));
  }

  /** The texts of a claim that is either one text or an array of texts; empty when not there. */
  List<String> texts(String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof JsonArray array
        ? array.stream().map(element -> requireText(name, element)).toList()
        : List.of(requireText(name, value));
  }

  private static String requireText(String name, JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw invalid("\"%s\" is not a text".formatted(name));
  }

  /** Control and format characters, and halves of surrogate pairs. */
  private static boolean isForbidden(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID_TOKEN, detail);
  }
}
