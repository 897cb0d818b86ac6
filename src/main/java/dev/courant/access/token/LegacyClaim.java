package dev.courant.access.token;

import dev.courant.access.Administration;
import dev.courant.access.Grant;
import dev.courant.access.MatcherTypes;
import dev.courant.access.PatternBudget;
import dev.courant.access.Payload;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the claim {@code mercure} of Mercure 0.x (draft 07, "Authorization"). */
final class LegacyClaim {
  /** The name of the claim. */
  static final String CLAIM = "mercure";

  private LegacyClaim() {}

  /**
   * What the claim grants. Its payload belongs to every subscription.
   *
   * @param types reads topic selectors
   * @throws RefusedException when anything about it is wrong
   */
  static Rights in(Claims claims, MatcherTypes types) {
    if (!(claims.json().get(CLAIM) instanceof JsonObject claim)) {
      throw bad("is no object");
    }
    var budget = new PatternBudget("a token");
    Optional<String> payload = Optional.ofNullable(claim.get("payload")).map(JsonValue::toString);
    return new Rights(
        new Grant(
            selectors(claim, "subscribe", types, budget),
            selectors(claim, "publish", types, budget),
            Administration.NONE),
        List.of(new Payload(Set.of(Matcher.Everything.INSTANCE), payload)));
  }

  private static Set<Matcher> selectors(
      JsonObject claim, String name, MatcherTypes types, PatternBudget budget) {
    JsonValue value = claim.getOrDefault(name, JsonValue.EMPTY_JSON_ARRAY);
    if (!(value instanceof JsonArray array)) {
      throw bad("has a \"%s\" that is no array".formatted(name));
    }
    if (array.size() > AuthorizationDetails.MAX_MATCHERS) {
      throw bad("has more than %d selectors".formatted(AuthorizationDetails.MAX_MATCHERS));
    }
    Set<Matcher> matchers = new HashSet<>();
    for (JsonValue selector : array) {
      if (!(selector instanceof JsonString text)) {
        throw bad("has a selector that is no text");
      }
      try {
        matchers.add(budget.spend(types.readSelector(text.getString())));
      } catch (RefusedException e) {
        throw bad("has a bad selector. " + e.detail());
      }
    }
    return matchers;
  }

  private static RefusedException bad(String why) {
    return Claims.invalid("The claim %s %s".formatted(CLAIM, why));
  }
}
