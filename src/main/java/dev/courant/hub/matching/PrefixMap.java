package dev.courant.hub.matching;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Patterns of one kind, found by the text that their topics begin with. A look costs as much as
 * there are lengths of such texts, and patterns that have the right one. Not thread-safe.
 */
final class PrefixMap {
  private final Map<String, Set<Matcher.ByPattern>> byPrefix = new HashMap<>();

  /** How many different prefixes have which length, in characters. */
  private final TreeMap<Integer, Integer> lengths = new TreeMap<>();

  void add(Matcher.ByPattern pattern) {
    Set<Matcher.ByPattern> same = byPrefix.get(pattern.prefix());
    if (same == null) {
      same = new LinkedHashSet<>();
      byPrefix.put(pattern.prefix(), same);
      lengths.merge(pattern.prefix().length(), 1, Integer::sum);
    }
    same.add(pattern);
  }

  void remove(Matcher.ByPattern pattern) {
    Set<Matcher.ByPattern> same = byPrefix.get(pattern.prefix());
    if (same != null && same.remove(pattern) && same.isEmpty()) {
      byPrefix.remove(pattern.prefix());
      lengths.computeIfPresent(
          pattern.prefix().length(), (length, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Those that may match a topic, and all that do. */
  List<Matcher.ByPattern> candidates(Topic topic) {
    List<Matcher.ByPattern> candidates = new ArrayList<>();
    Optional<String> subject =
        byPrefix.values().stream()
            .findAny()
            .flatMap(same -> same.iterator().next().subjectOf(topic));
    if (subject.isPresent()) {
      String text = subject.get();
      for (int length : lengths.headMap(text.length(), true).keySet()) {
        candidates.addAll(byPrefix.getOrDefault(text.substring(0, length), Set.of()));
      }
    }
    return candidates;
  }
}
