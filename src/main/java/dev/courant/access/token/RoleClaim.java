package dev.courant.access.token;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an identity provider tells the roles or groups of its users.
 *
 * @param name the name of the claim; where there is none of that name, dots lead into objects:
 *     {@code realm_access.roles}
 */
public record RoleClaim(String name) {
  /**
   * The roles that a token tells: an array of texts, or one text with blanks between them. Anything
   * else tells none: the claim is not ours to judge.
   */
  List<String> rolesIn(Claims claims) {
    JsonValue value = claims.json().get(name);
    return texts(value == null ? follow(claims.json(), name) : value).toList();
  }

  private static @Nullable JsonValue follow(JsonObject start, String path) {
    JsonValue at = start;
    for (String step : path.split("\\.", -1)) {
      at = at instanceof JsonObject object ? object.get(step) : null;
    }
    return at;
  }

  private static Stream<String> texts(@Nullable JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream()
          .filter(JsonString.class::isInstance)
          .map(text -> ((JsonString) text).getString());
    }
    return value instanceof JsonString text
        ? Stream.of(text.getString().split(" ", -1))
        : Stream.of();
  }
}
