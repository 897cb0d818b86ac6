package dev.courant.admin.connection;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Comparator;

/**
 * Where a connection stands in the order that was asked for, in a form that nodes can tell each
 * other: texts from the first, numbers from the highest.
 *
 * @param text empty where it is sorted by numbers
 */
record Rank(String text, long first, long second) implements Comparable<Rank> {
  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::text)
          .thenComparing(Comparator.comparingLong(Rank::first).reversed())
          .thenComparing(Comparator.comparingLong(Rank::second).reversed());

  static Rank by(String text) {
    return new Rank(text, 0, 0);
  }

  static Rank by(long number) {
    return new Rank("", number, 0);
  }

  static Rank read(JsonObject json) {
    return new Rank(
        json.getString("text"),
        json.getJsonNumber("first").longValueExact(),
        json.getJsonNumber("second").longValueExact());
  }

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("text", text)
        .add("first", first)
        .add("second", second)
        .build();
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
