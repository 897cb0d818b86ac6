package dev.courant.hub.fanout;

import dev.courant.event.Matcher;
import dev.courant.event.Topic;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.matching.PatternIndex;
import dev.courant.wire.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The audiences of one pump, found by topic: an event costs nothing for audiences that it does not
 * concern, whether they ask for topics or by patterns. Only the pump's thread touches it.
 */
final class Audiences {
  private final Map<Interest, Audience> byInterest = new HashMap<>();
  private final Map<Topic, List<Audience>> byTopic = new HashMap<>();
  private final PatternIndex<Audience> byPattern = new PatternIndex<>();
  private final List<Audience> ofEverything = new ArrayList<>();

  void add(Member member) {
    byInterest.computeIfAbsent(member.interest(), this::create).add(member);
  }

  int size() {
    return byInterest.size();
  }

  void remove(Member member) {
    Audience audience = byInterest.get(member.interest());
    if (audience == null || !member.isLive()) {
      return;
    }
    audience.remove(member);
    if (audience.isEmpty()) {
      discard(audience);
    }
  }

  /** Gives an event to the audiences that it concerns; those that get their first one join them. */
  void collect(EncodedEvent event, List<Audience> touched) {
    collect(ofEverything, event, touched);
    for (Topic topic : event.event().publication().topics()) {
      collect(byTopic.getOrDefault(topic, List.of()), event, touched);
      byPattern.concernedBy(topic).forEach(audiences -> collect(audiences, event, touched));
    }
  }

  /** Forgets what has been collected and not delivered. */
  void forget() {
    byInterest.values().forEach(Audience::forget);
  }

  private static void collect(List<Audience> from, EncodedEvent event, List<Audience> touched) {
    for (Audience audience : from) {
      if (audience.collect(event)) {
        touched.add(audience);
      }
    }
  }

  private Audience create(Interest interest) {
    Audience audience = new Audience(interest);
    for (Matcher matcher : interest.matchers()) {
      if (matcher instanceof Matcher.Exact exact) {
        byTopic.computeIfAbsent(exact.topic(), topic -> new ArrayList<>()).add(audience);
      } else if (matcher instanceof Matcher.ByPattern pattern) {
        byPattern.add(pattern, audience);
      } else {
        ofEverything.add(audience);
      }
    }
    return audience;
  }

  private void discard(Audience audience) {
    byInterest.remove(audience.interest);
    for (Matcher matcher : audience.interest.matchers()) {
      if (matcher instanceof Matcher.Exact exact) {
        List<Audience> list = byTopic.getOrDefault(exact.topic(), List.of());
        list.remove(audience);
        if (list.isEmpty()) {
          byTopic.remove(exact.topic());
        }
      } else if (matcher instanceof Matcher.ByPattern pattern) {
        byPattern.remove(pattern, audience);
      } else {
        ofEverything.remove(audience);
      }
    }
  }
}
