package dev.courant.admin;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/**
 * Reads a publication: a JSON object with the list {@code topics}, the texts {@code data}, {@code
 * type} and {@code id}, {@code private}, {@code retry_ms} and {@code ttl_seconds}. All but the
 * topics may be missing.
 */
final class PublicationBody {
  private static final long MOST = 999_999_999;
  private static final Set<String> MEMBERS =
      Set.of("topics", "data", "type", "id", "private", "retry_ms", "ttl_seconds");

  private PublicationBody() {}

  /**
   * The publication.
   *
   * @throws RefusedException when it is not as told above, or not as a publication has to be
   */
  static Publication read(JsonObject json) {
    if (!MEMBERS.containsAll(json.keySet())) {
      throw invalid("There are the members " + new TreeSet<>(MEMBERS) + " and no others");
    }
    if (!(json.get("topics") instanceof JsonArray topics) || topics.isEmpty()) {
      throw invalid("\"topics\" is an array of one topic at least");
    }
    Publication.Builder publication = Publication.on(topic(topics.get(0)));
    topics.stream().skip(1).map(PublicationBody::topic).forEach(publication::alsoOn);
    text(json, "data").ifPresent(publication::data);
    text(json, "type").filter(type -> !type.isEmpty()).ifPresent(publication::type);
    text(json, "id").filter(id -> !id.isEmpty()).ifPresent(publication::id);
    duration(json, "retry_ms", Duration::ofMillis).ifPresent(publication::retry);
    duration(json, "ttl_seconds", Duration::ofSeconds).ifPresent(publication::ttl);
    JsonValue isPrivate = json.getOrDefault("private", JsonValue.FALSE);
    if (isPrivate.equals(JsonValue.TRUE)) {
      publication.asPrivate();
    } else if (!isPrivate.equals(JsonValue.FALSE)) {
      throw invalid("\"private\" is true or false");
    }
    return publication.build();
  }

  private static String topic(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw invalid("A topic is a text");
  }

  private static Optional<String> text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw invalid("\"%s\" is a text".formatted(name));
  }

  private static Optional<Duration> duration(
      JsonObject json, String name, LongFunction<Duration> unit) {
    JsonValue value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonNumber number) {
      double amount = number.doubleValue();
      if (amount >= 0 && amount <= MOST && amount == Math.rint(amount)) {
        return Optional.of(unit.apply((long) amount));
      }
    }
    throw invalid("\"%s\" is a whole number from 0 to %,d".formatted(name, MOST));
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
