package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is asked for, as JSON: {@code {"match":["/news"],"match_urlpattern":["/orders/:id"]}}, where
 * the names are those of the parameters of a query, and one text stands for an array of one.
 */
public final class MatcherJson {
  private MatcherJson() {}

  /**
   * The parameters that would ask for it in a query.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is something else
   */
  public static FormFields parameters(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      throw invalid("What is asked for is an object: {\"match\":[\"/news\"]}");
    }
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    object.forEach(
        (name, texts) -> {
          List<? extends JsonValue> all = texts instanceof JsonArray array ? array : List.of(texts);
          all.forEach(text -> parameters.add(Map.entry(name, text(name, text))));
        });
    return FormFields.of(parameters);
  }

  private static String text(String name, JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw invalid("\"%s\" is a text or an array of texts".formatted(name));
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
