package dev.courant.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.event.Seeds;
import dev.courant.log.Retention;
import dev.courant.log.sql.State;
import dev.courant.log.sql.Stored;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store and its readers do at random what the model does, and nothing else. */
class StoreModelTest {
  private static final int STEPS = 1_500;

  @TempDir private Path directory;

  @Test
  void theStoreDoesWhatTheModelDoes() {
    Seeds.tryThree(random -> new Play(random).run());
  }

  private final class Play {
    private final Random random;
    private final Retention retention;
    private final SqliteDatabase database;
    private final StoreModel model;
    private Store store;
    private Readers readers;
    private long now = 1_000_000;

    Play(Random random) throws SQLException {
      this.random = random;
      this.retention =
          new Retention(
              Duration.ofMillis(1 + random.nextInt(2_000)),
              1 + random.nextInt(300),
              1_000 + random.nextInt(50_000),
              Duration.ofMillis(1 + random.nextInt(1_000)));
      this.database = new SqliteDatabase(directory.resolve(UUID.randomUUID() + ".db"));
      this.model = new StoreModel(retention, "e0");
      open("e0", false);
    }

    void run() throws SQLException {
      for (int step = 1; step <= STEPS; step++) {
        now += random.nextInt(20);
        switch (random.nextInt(20)) {
          case 0 -> restart(step);
          case 1, 2 -> sweep();
          case 3, 4, 5, 6, 7, 8 -> publish();
          case 9, 10 -> {
            String id = "id" + random.nextInt(20);
            long after = random.nextBoolean() ? 0 : random.nextLong(model.state().head() + 1);
            assertThat(readers.offsetOf(id, after)).isEqualTo(model.offsetOf(id, after));
          }
          default -> read();
        }
        assertThat(store.state()).as("step %d", step).isEqualTo(model.state());
      }
      readers.close();
      store.close();
    }

    private void open(String newEpoch, boolean wasRestored) throws SQLException {
      store = Store.open(database, retention, newEpoch, wasRestored);
      readers = new Readers(database);
    }

    private void restart(int step) throws SQLException {
      boolean restored = random.nextInt(4) == 0;
      readers.close();
      store.close();
      open("e" + step, restored);
      if (restored) {
        model.restore("e" + step);
      }
      assertThat(store.epochs()).isEqualTo(model.epochs());
    }

    private void sweep() throws SQLException {
      model.sweep(now);
      boolean more = true;
      while (more) {
        more = store.sweep(now);
      }
    }

    private void publish() throws SQLException {
      List<Publication> group = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        group.add(publication());
      }
      List<Optional<String>> results = new ArrayList<>();
      for (Stored stored : store.append(group, now)) {
        if (stored instanceof Stored.New fresh) {
          results.add(Optional.of(fresh.event().id()));
        } else if (stored instanceof Stored.Known known) {
          assertThat(known.receipt().isRepeat()).isTrue();
          results.add(Optional.of(known.receipt().id() + " again"));
        } else {
          results.add(Optional.empty());
        }
      }
      assertThat(results).isEqualTo(model.append(group, now));
    }

    private void read() {
      State state = model.state();
      long after = Math.max(0, state.floor() - 3 + random.nextInt((int) state.events() + 20));
      int maxBytes = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(5_000);
      assertThat(readers.page(after, maxBytes, model.epochs(), now))
          .isEqualTo(model.read(after, maxBytes, now));
    }

    private Publication publication() {
      Publication.Builder publication = Publication.on("/a" + random.nextInt(5));
      publication.data("€\n".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(100)));
      if (random.nextInt(3) == 0) {
        publication.alsoOn("/größe").type("type").retry(Duration.ofMillis(random.nextInt(9)));
      }
      if (random.nextBoolean()) {
        publication.id("id" + random.nextInt(20));
      }
      if (random.nextInt(3) == 0) {
        publication.ttl(Duration.ofMillis(1 + random.nextInt(300)));
      }
      if (random.nextInt(3) == 0) {
        return Publication.on("/k")
            .data("" + random.nextInt(2))
            .key("k" + random.nextInt(9))
            .build();
      }
      return random.nextInt(5) == 0 ? publication.asPrivate().build() : publication.build();
    }
  }
}
