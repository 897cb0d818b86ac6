package dev.courant.hub.matching;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom each pattern concerns, found by topic. Not thread-safe.
 *
 * <p>Patterns are sorted by the text that their topics begin with, so that a topic is compared with
 * those only that may match it, however many others there are. What came out is remembered per
 * topic, for as many as there is room for. A pattern that is new makes what is remembered out of
 * date; one that is gone leaves an empty list there, which does no harm and goes with its topic.
 *
 * @param <T> who is concerned
 */
public final class PatternIndex<T> {
  /** The most topics that are remembered. */
  static final int MAX_TOPICS = 4096;

  /** The most lists that are remembered, of all topics together. */
  static final int MAX_LISTS = 1 << 18;

  private final Map<Matcher.ByPattern, List<T>> concerned = new HashMap<>();
  private final PrefixMap urlPatterns = new PrefixMap();
  private final PrefixMap templates = new PrefixMap();

  /** The least recently asked for comes first. */
  private final LinkedHashMap<Topic, Found<T>> remembered = new LinkedHashMap<>(16, 0.75f, true);

  private int rememberedLists;
  private long generation;

  private record Found<T>(long generation, List<List<T>> lists) {}

  /** Notes down that a pattern concerns someone; may be repeated. */
  public void add(Matcher.ByPattern pattern, T who) {
    List<T> all = concerned.get(pattern);
    if (all == null) {
      all = new ArrayList<>();
      concerned.put(pattern, all);
      kind(pattern).add(pattern);
      generation++;
    }
    all.add(who);
  }

  /** Takes back one {@link #add}. */
  public void remove(Matcher.ByPattern pattern, T who) {
    List<T> all = concerned.get(pattern);
    if (all != null && all.remove(who) && all.isEmpty()) {
      concerned.remove(pattern);
      kind(pattern).remove(pattern);
    }
  }

  /**
   * Who is concerned by a topic, for each pattern that matches it; some lists may be empty. They
   * change with this index, and hold only until it is used again.
   */
  public List<List<T>> concernedBy(Topic topic) {
    if (concerned.isEmpty()) {
      return List.of();
    }
    Found<T> found = remembered.get(topic);
    if (found == null || found.generation != generation) {
      found = new Found<>(generation, find(topic));
      remember(topic, found);
    }
    return found.lists;
  }

  /** How many topics are remembered. */
  int rememberedTopics() {
    return remembered.size();
  }

  private List<List<T>> find(Topic topic) {
    List<List<T>> lists = new ArrayList<>();
    for (PrefixMap kind : List.of(urlPatterns, templates)) {
      for (Matcher.ByPattern pattern : kind.candidates(topic)) {
        if (pattern.matches(topic)) {
          lists.add(concerned.getOrDefault(pattern, List.of()));
        }
      }
    }
    return lists;
  }

  private void remember(Topic topic, Found<T> found) {
    forget(remembered.put(topic, found));
    rememberedLists += found.lists.size();
    while (remembered.size() > MAX_TOPICS
        || (rememberedLists > MAX_LISTS && remembered.size() > 1)) {
      forget(remembered.remove(remembered.keySet().iterator().next()));
    }
  }

  private void forget(@Nullable Found<T> old) {
    rememberedLists -= old == null ? 0 : old.lists.size();
  }

  private PrefixMap kind(Matcher.ByPattern pattern) {
    return pattern instanceof Matcher.UrlPattern ? urlPatterns : templates;
  }
}
