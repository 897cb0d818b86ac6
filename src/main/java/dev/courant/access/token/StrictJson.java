package dev.courant.access.token;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Reads JSON of somebody we do not know: UTF-8 and nothing else, no member twice, nested no deeper
 * than {@value #MAX_DEPTH}, nothing after its end. Its size is its caller's to limit. What two
 * readers could read in two ways is refused (RFC 8725, section 2.4; RFC 7519, section 4).
 */
public final class StrictJson {
  /** How deep arrays and objects may be nested. */
  public static final int MAX_DEPTH = 12;

  // Looked up once: each look costs a walk through the class path.
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final JsonParser parser;
  private final Refusal refusal;

  private StrictJson(JsonParser parser, Refusal refusal) {
    this.parser = parser;
    this.refusal = refusal;
  }

  /**
   * The object that {@code utf8} is the text of.
   *
   * @param what how the refusal names it
   * @throws RefusedException (for the given reason) when it is not the text of an object
   */
  public static JsonObject object(String what, byte[] utf8, Refusal refusal) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(decode(utf8)))) {
      if (parser.next() == JsonParser.Event.START_OBJECT) {
        JsonObject object = new StrictJson(parser, refusal).object(1);
        if (!parser.hasNext()) {
          return object;
        }
      }
    } catch (CharacterCodingException | JsonException | NoSuchElementException e) {
      // The same sentence helps.
    }
    throw new RefusedException(refusal, what + " is not a JSON object in UTF-8");
  }

  private JsonObject object(int depth) {
    requireDepth(depth);
    JsonObjectBuilder object = BUILDERS.createObjectBuilder();
    Set<String> names = new HashSet<>();
    for (JsonParser.Event at = parser.next();
        at != JsonParser.Event.END_OBJECT;
        at = parser.next()) {
      String name = parser.getString();
      if (!names.add(name)) {
        throw new RefusedException(refusal, "An object has a member twice");
      }
      object.add(name, value(parser.next(), depth));
    }
    return object.build();
  }

  private JsonArray array(int depth) {
    requireDepth(depth);
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    for (JsonParser.Event at = parser.next();
        at != JsonParser.Event.END_ARRAY;
        at = parser.next()) {
      array.add(value(at, depth));
    }
    return array.build();
  }

  private JsonValue value(JsonParser.Event at, int depth) {
    return switch (at) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      default -> parser.getValue();
    };
  }

  private void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new RefusedException(
          refusal, "Arrays and objects are nested deeper than %d".formatted(MAX_DEPTH));
    }
  }

  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }
}
