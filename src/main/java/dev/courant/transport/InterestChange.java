package dev.courant.transport;

import dev.courant.access.MatcherJson;
import dev.courant.access.MatcherParameters;
import dev.courant.access.token.StrictJson;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a live stream is to ask for from now on beside what it asks for, and no more.
 *
 * @param added what it asks for as well; wins over what is removed
 * @param removed what it asks for no more; what it has not asked for does no harm
 */
record InterestChange(Set<Matcher> added, Set<Matcher> removed) {
  private static final String ADD = "add";
  private static final String REMOVE = "remove";

  /**
   * Reads it from JSON: {@code {"add":{"match":[…],"match_urlpattern":[…]},"remove":{…}}}, where
   * the names are those of the parameters of a query, and one of the two members may be missing.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is something else, or nothing
   */
  static InterestChange read(byte[] body, Matchers matchers) {
    JsonObject json = StrictJson.object("The body", body, Refusal.INVALID);
    if (!Set.of(ADD, REMOVE).containsAll(json.keySet())) {
      throw invalid("There are the members \"add\" and \"remove\" and no others");
    }
    InterestChange change =
        new InterestChange(in(json.get(ADD), matchers), in(json.get(REMOVE), matchers));
    if (change.added.isEmpty() && change.removed.isEmpty()) {
      throw invalid("Nothing is changed: {\"add\":{\"match\":[\"/news\"]}} for example does");
    }
    return change;
  }

  private static Set<Matcher> in(@Nullable JsonValue value, Matchers matchers) {
    return value == null ? Set.of() : MatcherParameters.in(MatcherJson.parameters(value), matchers);
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
