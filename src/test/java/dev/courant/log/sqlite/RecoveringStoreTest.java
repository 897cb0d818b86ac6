package dev.courant.log.sqlite;

import static dev.courant.log.sqlite.StoreFile.KEEP_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.log.UnreadableLogException;
import dev.courant.log.sql.Stored;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a store that failed is opened again, and when it counts as open. */
class RecoveringStoreTest {
  @TempDir private Path directory;
  private final LogLines lines = new LogLines(RecoveringStore.class);
  private final List<Store> opened = new ArrayList<>();
  private final Queue<RuntimeException> failures = new ArrayDeque<>();
  private final List<Long> headsTold = new ArrayList<>();
  private StoreFile file;
  private RecoveringStore store;

  @BeforeEach
  void open() throws SQLException {
    file = StoreFile.in(directory);
    store =
        new RecoveringStore(new SqliteDatabase(file.path()), this::openOne, openOne(), this::told);
    append();
  }

  @AfterEach
  void close() {
    store.close();
    lines.close();
  }

  @Test
  void aStoreWhoseConnectionIsGoneIsOpenedAgainWithTheNextAppend() throws Exception {
    opened.get(0).close();
    assertRefused();
    append();
    append();
    assertThat(opened).hasSize(2);
    assertThat(headsTold).containsExactly(1L);
    assertThat(store.state().head()).isEqualTo(3);
    assertThat(file.number("SELECT count(*) FROM event")).isEqualTo(3);
  }

  @Test
  void itIsOpenedAgainOnceThoughNothingIsPublishedForAWhile() throws Exception {
    opened.get(0).close();
    assertThat(store.sweep(0)).isFalse();
    for (int i = 0; i < 5; i++) {
      store.sweep(0);
    }
    assertThat(opened).hasSize(2);
    assertThat(headsTold).hasSize(1);
    append();
    assertThat(lines.lines()).hasSize(2);
  }

  @Test
  void itIsNotOpenUntilWhatItHeldHasBeenTold() throws Exception {
    opened.get(0).close();
    failures.add(new UnreadableLogException("busy", new SQLException("busy")));
    failures.add(new UnreadableLogException("busy", new SQLException("busy")));
    assertRefused();
    assertRefused();
    assertRefused();
    append();
    assertThat(headsTold).containsExactly(1L);
    assertThat(opened).hasSize(4);
    assertThat(lines.lines()).as("the trouble once, and its end").hasSize(2);
  }

  @Test
  void itStaysClosedWhenItLacksWhatWasAcknowledged() throws Exception {
    file.execute("UPDATE state SET head = 0");
    opened.get(0).close();
    assertRefused();
    for (int i = 0; i < 3; i++) {
      assertRefused();
      assertThat(store.sweep(0)).isFalse();
    }
    assertThat(opened).hasSize(2);
    assertThat(headsTold).isEmpty();
    assertThat(lines.lines()).hasSize(2);
  }

  private void append() {
    assertThat(store.append(List.of(Publication.of("/a", "")), 0))
        .singleElement()
        .isInstanceOf(Stored.New.class);
  }

  private void assertRefused() {
    assertThatThrownBy(() -> store.append(List.of(Publication.of("/a", "")), 0))
        .isInstanceOf(RefusedException.class);
  }

  private Store openOne() throws SQLException {
    opened.add(file.openStore(KEEP_ALL));
    return opened.get(opened.size() - 1);
  }

  private void told(Store reopened) {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    headsTold.add(reopened.state().head());
  }
}
