package dev.courant.transport.websocket;

import dev.courant.access.FormFields;
import dev.courant.access.MatcherJson;
import dev.courant.access.token.StrictJson;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a client wants, in a message of its own. */
sealed interface Order {
  /**
   * More is asked for.
   *
   * @param matchers the parameters that would ask for it in a query
   */
  record Subscribe(FormFields matchers) implements Order {}

  /**
   * Something is asked for no more.
   *
   * @param matchers the parameters that have asked for it
   */
  record Unsubscribe(FormFields matchers) implements Order {}

  /**
   * Another token.
   *
   * @param token the token
   */
  record Renew(String token) implements Order {}

  /**
   * Reads a message: a JSON object with one member, which says what is wanted.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is no order
   */
  static Order read(String message) {
    JsonObject order =
        StrictJson.object("The message", message.getBytes(StandardCharsets.UTF_8), Refusal.INVALID);
    if (order.size() != 1) {
      throw noOrder();
    }
    Map.Entry<String, JsonValue> member = order.entrySet().iterator().next();
    return switch (member.getKey()) {
      case "subscribe" -> new Subscribe(MatcherJson.parameters(member.getValue()));
      case "unsubscribe" -> new Unsubscribe(MatcherJson.parameters(member.getValue()));
      case "token" -> new Renew(text(member.getValue()));
      default -> throw noOrder();
    };
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw new RefusedException(Refusal.INVALID, "A token is a text");
  }

  private static RefusedException noOrder() {
    return new RefusedException(
        Refusal.INVALID,
        "An order is an object with one member: \"subscribe\", \"unsubscribe\" or \"token\"");
  }
}
