package dev.courant.admin.topic;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many connections ask for a topic, by its name or by a pattern. Used by one thread. */
final class Listeners {
  /** So many different patterns are looked at: with more, the numbers are too low. */
  private static final int MAX_PATTERNS = 1_000;

  private final Map<Matcher, Integer> byName = new HashMap<>();
  private final Map<Matcher, Integer> byPattern = new HashMap<>();

  Listeners(Collection<Connection> connections) {
    for (Connection connection : connections) {
      for (Matcher matcher : connection.interest().matchers()) {
        if (matcher instanceof Matcher.Exact) {
          byName.merge(matcher, 1, Integer::sum);
        } else if (matcher instanceof Matcher.ByPattern
            && (byPattern.size() < MAX_PATTERNS || byPattern.containsKey(matcher))) {
          byPattern.merge(matcher, 1, Integer::sum);
        }
      }
    }
  }

  int of(Topic topic) {
    int count = byName.getOrDefault(new Matcher.Exact(topic), 0);
    for (Map.Entry<Matcher, Integer> pattern : byPattern.entrySet()) {
      if (pattern.getKey().matches(topic)) {
        count += pattern.getValue();
      }
    }
    return count;
  }
}
