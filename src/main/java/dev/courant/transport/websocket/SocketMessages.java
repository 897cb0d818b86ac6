package dev.courant.transport.websocket;

import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import java.util.Map;

/** The messages that only a WebSocket has: what it begins with, and what orders are answered. */
final class SocketMessages {
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private SocketMessages() {}

  /** The first message: under what name the connection is known. */
  static String open(String connectionId) {
    return notice("open", "subscriber", connectionId);
  }

  /** An order was carried out. */
  static String done(String what) {
    return JSON.createObjectBuilder()
        .add("notice", JSON.createObjectBuilder().add("status", what))
        .build()
        .toString();
  }

  /** An order was refused: the problem that an HTTP request would be answered with (RFC 9457). */
  static String refused(RefusedException refused) {
    return JSON.createObjectBuilder()
        .add(
            "error",
            JSON.createObjectBuilder()
                .add("title", refused.refusal().title())
                .add("status", refused.refusal().status())
                .add("detail", refused.detail()))
        .build()
        .toString();
  }

  private static String notice(String status, String name, String value) {
    return JSON.createObjectBuilder()
        .add("notice", JSON.createObjectBuilder().add("status", status).add(name, value))
        .build()
        .toString();
  }
}
