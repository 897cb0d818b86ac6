package dev.courant.log.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the writer does between groups. The stores' own tests are about the groups. */
class WriterTest {
  private final Sweeping store = new Sweeping();
  private final Writer writer =
      new Writer(store, System::currentTimeMillis, events -> {}, (publications, nanos) -> {});

  @AfterEach
  void end() {
    writer.end();
  }

  @Test
  void whoAsksWhileItIsRemovingIsAnsweredByTheNextPass() throws Exception {
    new Thread(writer).start();
    assertThat(store.answeredBefore.get(1, TimeUnit.MINUTES)).isFalse();
    store.askedMeanwhile.join().get(1, TimeUnit.MINUTES);
  }

  /** Somebody asks for more in the first pass, when that has seen already what is to be removed. */
  private final class Sweeping implements GroupStore {
    private final CompletableFuture<CompletableFuture<Void>> askedMeanwhile =
        new CompletableFuture<>();

    /** Whether that was answered when the second pass began. */
    private final CompletableFuture<Boolean> answeredBefore = new CompletableFuture<>();

    @Override
    public boolean sweep(long nowMillis) {
      if (askedMeanwhile.isDone()) {
        answeredBefore.complete(askedMeanwhile.join().isDone());
      } else {
        askedMeanwhile.complete(writer.sweep());
      }
      return false;
    }

    @Override
    public List<Stored> append(List<Publication> publications, long nowMillis) {
      throw new IllegalStateException("Nothing is published");
    }

    @Override
    public RefusedException failed(Throwable why) {
      return new RefusedException(Refusal.STORE_UNAVAILABLE, why.toString());
    }

    @Override
    public Optional<String> trouble() {
      return Optional.empty();
    }
  }
}
