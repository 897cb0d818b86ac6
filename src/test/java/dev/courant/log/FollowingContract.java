package dev.courant.log;

import static dev.courant.log.LogFiller.all;
import static dev.courant.log.LogFiller.append;
import static dev.courant.log.LogFiller.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every log keeps to when its follower fails. */
interface FollowingContract extends LogContract {
  @Test
  default void whatAFollowerFailedToTakeItGetsBeforeAnythingElse() {
    try (EventLog log = openLog()) {
      List<Event> followed = new ArrayList<>();
      AtomicInteger calls = new AtomicInteger();
      log.follow(
          batch -> {
            if (calls.incrementAndGet() == 2) {
              throw new OutOfMemoryError("as the test has it");
            }
            followed.addAll(batch);
          });
      append(log, Publication.of("/a", "1"));
      // Its publisher hears of that, unless somebody has told the follower again meanwhile.
      log.append(List.of(Publication.of("/a", "2"))).get(0).handle((id, failure) -> true).join();
      append(log, Publication.of("/a", "3"));
      assertThat(data(followed)).containsExactly("1", "2", "3");
      assertThat(followed).isEqualTo(all(log));
    }
  }
}
