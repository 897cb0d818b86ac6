package dev.courant.access.token;

import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.access.MatcherText;
import dev.courant.access.MatcherTypes;
import dev.courant.access.PatternBudget;
import dev.courant.access.Payload;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the claim {@code authorization_details} (RFC 9396; Mercure draft 08, "Authorization"): all
 * of it is good, or the token is not. Used by one thread, once.
 */
public final class AuthorizationDetails {
  /** The name of the claim. */
  static final String CLAIM = "authorization_details";

  /** The type of the entries that concern this protocol. */
  public static final String TYPE = "https://mercure.rocks/authorization-detail";

  static final String SUBSCRIBE = "subscribe";
  static final String PUBLISH = "publish";

  /** The most entries, whatever their type. */
  static final int MAX_ENTRIES = 100;

  /** The most matchers, over all entries. */
  static final int MAX_MATCHERS = 250;

  private final MatcherTypes types;
  private final PatternBudget budget = new PatternBudget("a token");
  private final Set<Matcher> subscribe = new HashSet<>();
  private final Set<Matcher> publish = new HashSet<>();
  private final List<Payload> payloads = new ArrayList<>();
  private int matcherCount;

  private AuthorizationDetails(MatcherTypes types) {
    this.types = types;
  }

  /**
   * What the claims of a token grant; nothing where there are no details.
   *
   * @param types reads matchers
   * @throws RefusedException when anything about an entry is wrong
   */
  static Rights in(Claims claims, MatcherTypes types) {
    if (!claims.has(CLAIM)) {
      return Rights.NONE;
    }
    AuthorizationDetails details = new AuthorizationDetails(types);
    JsonArray entries = array(claims.json(), CLAIM);
    if (entries.size() > MAX_ENTRIES) {
      throw bad("has more than %d entries".formatted(MAX_ENTRIES));
    }
    entries.forEach(entry -> details.add(object(entry, "entry")));
    return new Rights(
        new Grant(details.subscribe, details.publish, Administration.NONE),
        List.copyOf(details.payloads));
  }

  private void add(JsonObject entry) {
    if (!text(entry, "type").equals(TYPE)) {
      return;
    }
    Set<String> actions = new HashSet<>();
    filled(entry, "actions").forEach(action -> actions.add(text(action, "action")));
    Set<Matcher> topics = new LinkedHashSet<>();
    filled(entry, "topics").forEach(topic -> topics.add(matcher(object(topic, "topic"))));
    JsonValue payload = entry.get("payload");
    Optional<String> json =
        Optional.ofNullable(payload).map(value -> object(value, "payload").toString());
    if (actions.contains(SUBSCRIBE)) {
      subscribe.addAll(topics);
      payloads.add(new Payload(topics, json));
    }
    if (actions.contains(PUBLISH)) {
      publish.addAll(topics);
    }
  }

  private Matcher matcher(JsonObject topic) {
    if (++matcherCount > MAX_MATCHERS) {
      throw bad("has more than %d topics".formatted(MAX_MATCHERS));
    }
    String type = topic.containsKey("match_type") ? text(topic, "match_type") : MatcherText.EXACT;
    try {
      return budget.spend(types.read(new MatcherText(type, text(topic, "match"))));
    } catch (RefusedException e) {
      throw bad("has a bad matcher. " + e.detail());
    }
  }

  private static JsonArray filled(JsonObject entry, String name) {
    JsonArray array = array(entry, name);
    if (array.isEmpty()) {
      throw bad("has an entry without " + name);
    }
    return array;
  }

  private static JsonArray array(JsonObject object, String name) {
    if (object.get(name) instanceof JsonArray array) {
      return array;
    }
    throw bad("has no array \"%s\" where one is needed".formatted(name));
  }

  private static JsonObject object(JsonValue value, String what) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw bad("has a %s that is no object".formatted(what));
  }

  private static String text(JsonObject object, String name) {
    JsonValue value = object.get(name);
    if (value == null) {
      throw bad("has an entry without " + name);
    }
    return text(value, name);
  }

  private static String text(JsonValue value, String name) {
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw bad("has a %s that is no text".formatted(name));
  }

  private static RefusedException bad(String why) {
    return Claims.invalid("The claim %s %s".formatted(CLAIM, why));
  }
}
