package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/**
 * How subscriptions are called and described: as documents of the subscriptions API and as the data
 * of subscription events. Each is its own topic, a path below that of the hub.
 */
public enum SubscriptionFormat {
  /** Mercure draft 08, "Active Subscriptions". */
  MERCURE("application/json", "subscription", "subscriptions") {
    @Override
    public String path(String hubPath, Subscription subscription) {
      return below(
          hubPath, subscription.matchType(), subscription.match(), subscription.subscriber());
    }

    @Override
    void describe(JsonGenerator json, Subscription subscription) {
      json.write("match_type", subscription.matchType()).write("match", subscription.match());
    }
  },

  /** Mercure 0.x (draft 07): JSON-LD, where there is no type of a matcher. */
  JSON_LD("application/ld+json", "Subscription", "Subscriptions") {
    @Override
    public String path(String hubPath, Subscription subscription) {
      return below(hubPath, subscription.match(), subscription.subscriber());
    }

    @Override
    void describe(JsonGenerator json, Subscription subscription) {
      json.write("topic", subscription.match());
    }
  };

  private static final String CONTEXT = "https://mercure.rocks/";
  private static final String UNRESERVED = "-._~";
  private static final JsonProvider JSON = JsonProvider.provider();

  private final String mediaType;
  private final String one;
  private final String many;

  SubscriptionFormat(String mediaType, String one, String many) {
    this.mediaType = mediaType;
    this.one = one;
    this.many = many;
  }

  /** The media type of the documents. */
  public String mediaType() {
    return mediaType;
  }

  /** The path of a subscription, which is its id and the topic of its events. */
  public abstract String path(String hubPath, Subscription subscription);

  abstract void describe(JsonGenerator json, Subscription subscription);

  /**
   * The document of one subscription.
   *
   * @param active whether it goes on
   * @param lastEventId the cursor that this is the state at, for an answer of the API; where the
   *     format has it in the document
   */
  public String document(
      String hubPath, Subscription subscription, boolean active, Optional<String> lastEventId) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeHead(json, lastEventId);
      write(json, hubPath, subscription, active);
      json.writeEnd();
    }
    return text.toString();
  }

  /**
   * The document of several subscriptions.
   *
   * @param path its own path
   * @param truncated whether these are not all
   */
  public String document(
      String hubPath,
      String path,
      List<Subscription> subscriptions,
      boolean truncated,
      String lastEventId) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeHead(json, Optional.of(lastEventId));
      json.write("id", path).write("type", many);
      if (truncated) {
        json.write("truncated", true);
      }
      json.writeStartArray("subscriptions");
      for (Subscription subscription : subscriptions) {
        json.writeStartObject();
        write(json, hubPath, subscription, true);
        json.writeEnd();
      }
      json.writeEnd().writeEnd();
    }
    return text.toString();
  }

  /**
   * The path of the subscriptions below the hub's, and below that these segments: each is encoded
   * once and as a whole, percent signs included (RFC 6570, section 3.2.2).
   */
  public static String below(String hubPath, String... segments) {
    StringBuilder path = new StringBuilder(hubPath).append("/subscriptions");
    for (String segment : segments) {
      path.append('/');
      for (byte b : segment.getBytes(UTF_8)) {
        char c = (char) (b & 0xFF);
        boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
        path.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
      }
    }
    return path.toString();
  }

  private void writeHead(JsonGenerator json, Optional<String> lastEventId) {
    if (this == JSON_LD) {
      json.write("@context", CONTEXT);
      lastEventId.ifPresent(id -> json.write("lastEventID", id));
    }
  }

  private void write(
      JsonGenerator json, String hubPath, Subscription subscription, boolean active) {
    json.write("id", path(hubPath, subscription)).write("type", one);
    describe(json, subscription);
    json.write("subscriber", subscription.subscriber()).write("active", active);
    subscription.payload().ifPresent(payload -> writePayload(json, payload));
  }

  private static void writePayload(JsonGenerator json, String payload) {
    try (JsonReader reader = JSON.createReader(new StringReader(payload))) {
      json.write("payload", reader.readValue());
    }
  }
}
