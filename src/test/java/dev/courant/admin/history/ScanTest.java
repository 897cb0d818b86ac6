package dev.courant.admin.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.FormFields;
import dev.courant.admin.AdminRig;
import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.log.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Looking through history. */
class ScanTest {
  @Test
  void aRareTopicIsFoundInSeveralSteps() {
    try (AdminRig rig = new AdminRig(1L << 30)) {
      rig.publish("/rare", "1");
      fill(rig, 50_000);
      Predicate<Event> rare = on("/rare");
      List<Long> steps = new ArrayList<>();
      Scan.Result result = scan(rig, rare).backwards(Long.MAX_VALUE);
      while (result.events().isEmpty()) {
        assertThat(result.scanned()).isLessThan(50_000);
        steps.add(result.next().orElseThrow());
        result = scan(rig, rare).backwards(result.next().getAsLong());
      }
      assertThat(steps).isNotEmpty();
      assertThat(result.events().get(0).offset()).isEqualTo(1);
      assertThat(result.next()).isEmpty();
    }
  }

  @Test
  void whereEventsHaveExpiredItGoesOn() {
    try (AdminRig rig = new AdminRig(1L << 30)) {
      rig.publish("/a", "first");
      for (int i = 0; i < 2_000; i++) {
        rig.hub.publish(Publication.on("/a").ttl(Duration.ofSeconds(1)).build()).join();
      }
      rig.publish("/a", "last");
      rig.millis.addAndGet(1_000);
      assertThat(data(scan(rig, event -> true).backwards(Long.MAX_VALUE)))
          .containsExactly("last", "first");
      assertThat(data(scan(rig, event -> true).forwards(0))).containsExactly("first", "last");
      assertThat(rig.hub.insight().firstAfter(1).orElseThrow().publication().data())
          .isEqualTo("last");
    }
  }

  @Test
  void whatRetentionHasRemovedIsNotLookedFor() {
    try (AdminRig rig = new AdminRig(40_000)) {
      fill(rig, 1_000);
      Bounds bounds = rig.hub.counts().bounds();
      assertThat(bounds.floor()).isPositive();
      List<Long> offsets = new ArrayList<>();
      OptionalLong next = OptionalLong.of(Long.MAX_VALUE);
      while (next.isPresent()) {
        Scan.Result page = scan(rig, event -> true).backwards(next.getAsLong());
        page.events().forEach(event -> offsets.add(event.offset()));
        next = page.next();
      }
      assertThat(offsets).hasSize((int) (1_000 - bounds.floor())).endsWith(bounds.floor() + 1);
      assertThat(scan(rig, event -> true).forwards(0).events().get(0).offset())
          .isEqualTo(bounds.floor() + 1);
    }
  }

  @Test
  void aTimeIsFoundByHalving() {
    try (AdminRig rig = new AdminRig(1L << 30)) {
      long start = rig.millis.get();
      for (int i = 0; i < 100; i++) {
        rig.publish("/a", "" + i);
        rig.millis.addAndGet(1_000);
      }
      for (int i : new int[] {0, 1, 17, 50, 98, 99}) {
        long at = start + i * 1_000L;
        assertThat(start(rig, "time", "" + at).offset()).isEqualTo(i);
        assertThat(start(rig, "time", "" + (at - 1)).offset()).isEqualTo(i);
      }
      assertThat(start(rig, "time", "" + (start + 100_000)).offset()).isEqualTo(100);
    }
  }

  private static Start start(AdminRig rig, String name, String value) {
    FormFields query =
        FormFields.of(List.of(Map.entry(name, value), Map.entry("direction", "forwards")));
    return Start.in(query, rig.hub.insight(), rig.hub.counts().bounds());
  }

  private static Scan scan(AdminRig rig, Predicate<Event> wanted) {
    return new Scan(rig.hub.insight(), rig.hub.counts().bounds(), wanted, 200);
  }

  private static Predicate<Event> on(String topic) {
    return event -> event.publication().topics().get(0).name().equals(topic);
  }

  private static List<String> data(Scan.Result result) {
    return result.events().stream().map(event -> event.publication().data()).toList();
  }

  private static void fill(AdminRig rig, int count) {
    for (int i = 0; i < count; i++) {
      rig.publish("/common", "");
    }
  }
}
