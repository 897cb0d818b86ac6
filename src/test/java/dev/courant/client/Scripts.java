package dev.courant.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Answers that a test writes in its own page. {@code PUT /script/name} with a list of steps; the
 * first request to {@code /script/name} is answered by the first step, and so on, and the last one
 * repeats. {@code GET /log/name} tells what the requests were.
 *
 * <p>A step is {@code {"status", "headers": {}, "body": [], "end": "close" | "hold" | "cut" |
 * "reset"}}. The parts of a body are texts, lists of bytes, and numbers, which are milliseconds to
 * wait.
 */
final class Scripts {
  private static final String SCRIPT = "/script/";
  private static final String LOG = "/log/";

  private final Map<String, JsonArray> scripts = new ConcurrentHashMap<>();
  private final Map<String, List<JsonObject>> requests = new ConcurrentHashMap<>();

  /** Answers where a script is meant. */
  boolean serve(Exchange exchange) throws IOException {
    String path = exchange.path();
    if (path.startsWith(LOG)) {
      JsonArrayBuilder log = Json.createArrayBuilder();
      requests.getOrDefault(path.substring(LOG.length()), List.of()).forEach(log::add);
      exchange.answer(200, log.build().toString(), "Content-Type: application/json");
      return true;
    }
    if (!path.startsWith(SCRIPT)) {
      return false;
    }
    String name = path.substring(SCRIPT.length()).split("/", 2)[0];
    if (exchange.method().equals("PUT") && exchange.header("X-Script").isPresent()) {
      try (var reader = Json.createReader(new ByteArrayInputStream(exchange.body()))) {
        scripts.put(name, reader.readArray());
      }
      exchange.answer(200, "");
    } else {
      play(next(name, exchange), exchange);
    }
    return true;
  }

  private JsonObject next(String name, Exchange exchange) throws IOException {
    JsonArray script = scripts.get(name);
    if (script == null) {
      throw new IOException("there is no script " + name);
    }
    List<JsonObject> log = requests.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    log.add(described(exchange));
    return script.getJsonObject(Math.min(log.size(), script.size()) - 1);
  }

  private static JsonObject described(Exchange exchange) {
    var headers = Json.createObjectBuilder();
    for (String line : exchange.headers()) {
      String[] parts = line.split(": *", 2);
      String value = new String(parts[1].getBytes(ISO_8859_1), UTF_8);
      headers.add(parts[0].toLowerCase(java.util.Locale.ROOT), value);
    }
    return Json.createObjectBuilder()
        .add("method", exchange.method())
        .add("target", exchange.target())
        .add("headers", headers)
        .add("body", new String(exchange.body(), UTF_8))
        .add("at", System.currentTimeMillis())
        .build();
  }

  private static void play(JsonObject step, Exchange exchange) throws IOException {
    JsonObject headers = step.getJsonObject("headers");
    String[] lines =
        headers == null
            ? new String[0]
            : headers.keySet().stream()
                .map(name -> name + ": " + headers.getString(name))
                .toArray(String[]::new);
    if (step.containsKey("status")) {
      exchange.begin(step.getInt("status"), lines);
    }
    if (step.containsKey("body")) {
      for (JsonValue part : step.getJsonArray("body")) {
        play(part, exchange);
      }
    }
    switch (step.getString("end", "close")) {
      case "close" -> exchange.end();
      case "hold" -> exchange.hold();
      case "reset" -> exchange.reset();
      default -> exchange.socket().close();
    }
  }

  private static void play(JsonValue part, Exchange exchange) throws IOException {
    if (part instanceof JsonNumber milliseconds) {
      LockSupport.parkNanos(Duration.ofMillis(milliseconds.intValue()).toNanos());
    } else if (part instanceof JsonString text) {
      exchange.piece(text.getString().getBytes(UTF_8));
    } else {
      JsonArray numbers = part.asJsonArray();
      byte[] bytes = new byte[numbers.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) numbers.getInt(i);
      }
      exchange.piece(bytes);
    }
  }
}
