package dev.courant.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI file as the server gives it, and whether an answer is as it says: types, members,
 * closed sets. What a schema does not mention must not be there.
 *
 * @param file what was read
 */
public record Contract(JsonObject file) {
  /** As that server gives it. */
  public static Contract of(ServerUnderTest server) throws Exception {
    return new Contract(parse(new HubCaller(server).get("admin/openapi.json").body()));
  }

  /** The object that a text is. */
  public static JsonObject parse(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  Set<Map.Entry<String, JsonValue>> paths() {
    return file.getJsonObject("paths").entrySet();
  }

  /** Asserts that an answer to that operation is what it should be when all went well. */
  public void check(String verb, String path, String body) {
    JsonObject responses =
        file.getJsonObject("paths")
            .getJsonObject(path)
            .getJsonObject(verb)
            .getJsonObject("responses");
    JsonObject content = responses.getJsonObject("200").getJsonObject("content");
    JsonObject schema = content.getJsonObject("application/json").getJsonObject("schema");
    check(verb + " " + path, schema, parse(body));
  }

  private void check(String where, JsonObject schema, JsonValue value) {
    if (schema.containsKey("$ref")) {
      String name = schema.getString("$ref").replace("#/components/schemas/", "");
      JsonObject named =
          file.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
      check(where + " (" + name + ")", named, value);
      return;
    }
    switch (schema.getString("type", "")) {
      case "object" -> checkObject(where, schema, (JsonObject) value);
      case "array" -> {
        for (JsonValue item : (JsonArray) value) {
          check(where + "[]", schema.getJsonObject("items"), item);
        }
      }
      case "string" -> checkText(where, schema, ((JsonString) value).getString());
      case "integer" -> assertThat(((JsonNumber) value).isIntegral()).as(where).isTrue();
      case "number" -> assertThat(value).as(where).isInstanceOf(JsonNumber.class);
      case "boolean" ->
          assertThat(List.of(JsonValue.TRUE, JsonValue.FALSE)).as(where).contains(value);
      default -> assertThat(schema).as(where).isEmpty();
    }
  }

  private void checkObject(String where, JsonObject schema, JsonObject value) {
    JsonObject properties = schema.getJsonObject("properties");
    if (properties == null) {
      JsonObject any = schema.getJsonObject("additionalProperties");
      if (any != null) {
        value.forEach((name, member) -> check(where + "." + name, any, member));
      }
      return;
    }
    assertThat(properties.keySet()).as(where).containsAll(value.keySet());
    for (JsonValue required : schema.getJsonArray("required")) {
      assertThat(value).as(where).containsKey(((JsonString) required).getString());
    }
    value.forEach(
        (name, member) -> check(where + "." + name, properties.getJsonObject(name), member));
  }

  private static void checkText(String where, JsonObject schema, String text) {
    JsonArray allowed = schema.getJsonArray("enum");
    if (allowed != null) {
      assertThat(allowed.getValuesAs(JsonString::getString)).as(where).contains(text);
    }
    if (schema.getString("format", "").equals("date-time")) {
      assertThat(java.time.Instant.parse(text)).as(where).isNotNull();
    }
  }
}
