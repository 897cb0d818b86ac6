package dev.courant.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLEncoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts properties of a payload into a topic: {@code /orders/{id}}. */
final class TopicTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

  private TopicTemplate() {}

  /**
   * The topic for a payload.
   *
   * @param template the topic, with names in braces
   * @param json the payload as JSON
   * @throws RefusedException ({@link Refusal#INVALID}) when the payload does not have such a
   *     property
   */
  static String expand(String template, String json) {
    Matcher placeholders = PLACEHOLDER.matcher(template);
    if (!placeholders.find()) {
      return template;
    }
    JsonStructure payload = read(json);
    return placeholders.replaceAll(
        found -> Matcher.quoteReplacement(encode(value(payload, found.group(1), template))));
  }

  private static JsonStructure read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      JsonValue value = reader.readValue();
      return value instanceof JsonStructure structure ? structure : JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  private static String value(JsonStructure payload, String name, String template) {
    JsonValue value = payload instanceof JsonObject object ? object.get(name) : null;
    if (value instanceof JsonString string && !string.getString().isEmpty()) {
      return string.getString();
    }
    if (value == null
        || value instanceof JsonString
        || value instanceof JsonStructure
        || value.equals(JsonValue.NULL)) {
      throw new RefusedException(
          Refusal.INVALID,
          "The topic \"%s\" needs the property \"%s\", which the payload does not have as text, number or boolean"
              .formatted(template, name));
    }
    return value.toString();
  }

  /**
   * Percent-encodes all but what RFC 3986 calls unreserved; URLEncoder differs in three characters.
   */
  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
