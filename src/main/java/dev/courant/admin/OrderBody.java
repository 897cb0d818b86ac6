package dev.courant.admin;

import dev.courant.access.Administration;
import dev.courant.access.MatcherText;
import dev.courant.access.token.StrictJson;
import dev.courant.access.token.TokenOrder;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the order of a token: a JSON object with {@code subject}, the lists {@code subscribe} and
 * {@code publish} (each entry a topic or {@code *}, or an object with {@code match} and {@code
 * match_type}), {@code admin}, and {@code lifetime} in seconds. All but the subject may be missing.
 */
final class OrderBody {
  private static final long USUAL_LIFETIME_SECONDS = 3600;
  private static final long LONGEST_LIFETIME_SECONDS = Duration.ofDays(365).toSeconds();
  private static final int MAX_SUBJECT_CHARS = 255;
  private static final Set<String> MEMBERS =
      Set.of("subject", "subscribe", "publish", "admin", "lifetime");

  private OrderBody() {}

  /**
   * The order.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not as told above
   */
  static TokenOrder read(byte[] body) {
    JsonObject json = StrictJson.object("The body", body, Refusal.INVALID);
    Set<String> unknown = new TreeSet<>(json.keySet());
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      throw invalid("There are the members " + new TreeSet<>(MEMBERS) + " and no others");
    }
    return new TokenOrder(
        subject(json),
        matchers(json, "subscribe"),
        matchers(json, "publish"),
        administration(json),
        lifetime(json));
  }

  private static String subject(JsonObject json) {
    if (json.get("subject") instanceof JsonString text) {
      String subject = text.getString();
      if (!subject.isBlank()
          && subject.length() <= MAX_SUBJECT_CHARS
          && subject.codePoints().allMatch(OrderBody::isPrintable)) {
        return subject;
      }
    }
    throw invalid(
        "\"subject\" is a text of 1 to %d characters that can be printed"
            .formatted(MAX_SUBJECT_CHARS));
  }

  private static List<MatcherText> matchers(JsonObject json, String name) {
    if (!(json.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray array)) {
      throw invalid("\"%s\" is an array".formatted(name));
    }
    List<MatcherText> matchers = new ArrayList<>();
    for (JsonValue entry : array) {
      matchers.add(matcher(name, entry));
    }
    return matchers;
  }

  private static MatcherText matcher(String name, JsonValue entry) {
    if (entry instanceof JsonString text) {
      return new MatcherText(MatcherText.EXACT, text.getString());
    }
    if (entry instanceof JsonObject object
        && object.get("match") instanceof JsonString match
        && object.get("match_type") instanceof JsonString type) {
      return new MatcherText(type.getString(), match.getString());
    }
    throw invalid(
        "An entry of \"%s\" is a topic, or an object with the texts match and match_type"
            .formatted(name));
  }

  private static Administration administration(JsonObject json) {
    JsonValue value = json.getOrDefault("admin", JsonValue.FALSE);
    if (value.equals(JsonValue.TRUE)) {
      return Administration.ALL;
    } else if (value.equals(JsonValue.FALSE)) {
      return Administration.NONE;
    } else if (value instanceof JsonString text
        && text.getString().equals(Administration.OBSERVE.text())) {
      return Administration.OBSERVE;
    }
    throw invalid("\"admin\" is true, false or \"observe\"");
  }

  private static Duration lifetime(JsonObject json) {
    JsonValue value = json.get("lifetime");
    if (value == null) {
      return Duration.ofSeconds(USUAL_LIFETIME_SECONDS);
    }
    // As a double first: exponents may be such that an exact number would fill the memory.
    if (value instanceof JsonNumber number) {
      double seconds = number.doubleValue();
      if (seconds >= 1 && seconds <= LONGEST_LIFETIME_SECONDS && seconds == Math.rint(seconds)) {
        return Duration.ofSeconds((long) seconds);
      }
    }
    throw invalid(
        "\"lifetime\" is a number of seconds from 1 to %d".formatted(LONGEST_LIFETIME_SECONDS));
  }

  private static boolean isPrintable(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
