package dev.courant.admin.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.admin.AdminRig;
import dev.courant.event.Publication;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counting by topic. */
class TopicBookTest {
  private static final long ENOUGH_NANOS = Duration.ofSeconds(30).toNanos();

  @Test
  void itCountsWhatWasThereBeforeAndWhatComes() {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      rig.publish("/a", "xyz");
      TopicBook book = new TopicBook(rig.hub, rig.millis::get, System::nanoTime);
      assertThat(book.contents().isComplete()).isFalse();
      book.tick(ENOUGH_NANOS);
      rig.publish("/a", "xyz");
      rig.publish("/b", "");
      rig.hub
          .publish(Publication.on("/a").data("gone soon").ttl(Duration.ofMinutes(1)).build())
          .join();
      book.tick(ENOUGH_NANOS);
      assertThat(book.contents().isComplete()).isTrue();
      TopicBook.Line a = line(book, "/a");
      assertThat(a.keptEvents()).as("without what goes by itself").isEqualTo(2);
      assertThat(a.keptBytes()).isEqualTo(6);
      assertThat(a.lastOffset()).isEqualTo(4);
      assertThat(a.recent()).hasSize(60).endsWith(3);
      assertThat(a.rate()).isEqualTo(3 / 60.0);
    }
  }

  @Test
  void aRateFallsAsTimeGoesBy() {
    try (AdminRig rig = new AdminRig(1 << 20)) {
      TopicBook book = new TopicBook(rig.hub, rig.millis::get, System::nanoTime);
      rig.publish("/a", "");
      book.tick(ENOUGH_NANOS);
      rig.millis.addAndGet(90_000);
      assertThat(line(book, "/a").rate()).isZero();
      assertThat(line(book, "/a").recent()).contains(1);
      rig.millis.addAndGet(300_000);
      assertThat(line(book, "/a").recent()).containsOnly(0);
    }
  }

  @Test
  void topicsWithoutEventsForLongestAreForgottenFirst() {
    try (AdminRig rig = new AdminRig(1L << 30)) {
      TopicBook book = new TopicBook(rig.hub, rig.millis::get, System::nanoTime);
      rig.publish("/first", "");
      book.tick(ENOUGH_NANOS);
      for (int i = 0; i < TopicBook.MAX_TOPICS; i++) {
        rig.publish("/n/" + i, "");
      }
      book.tick(ENOUGH_NANOS);
      TopicBook.Contents contents = book.contents();
      assertThat(contents.lines()).hasSize(TopicBook.MAX_TOPICS);
      assertThat(contents.hasForgotten()).isTrue();
      assertThat(contents.lines()).noneMatch(line -> line.topic().name().equals("/first"));
    }
  }

  private static TopicBook.Line line(TopicBook book, String topic) {
    List<TopicBook.Line> lines = book.contents().lines();
    return lines.stream().filter(l -> l.topic().name().equals(topic)).findFirst().orElseThrow();
  }
}
