package dev.courant.access.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.key.KeptText;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocation.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken back on a node that cannot write for a while, when it can again. */
class RevocationsOfNodesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Optional<Instant> SOON = Optional.of(NOON.plusSeconds(60));
  private static final Optional<Instant> LATE = Optional.of(NOON.plus(Duration.ofDays(1)));

  @TempDir private Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private Text text;
  private Revocations here;
  private Revocations elsewhere;

  @BeforeEach
  void open() throws IOException {
    KeptText shared = new SecretFile(directory.resolve(Revocations.NAME));
    text = new Text(shared);
    here = Revocations.in(text, now::get);
    elsewhere = Revocations.in(shared, now::get);
  }

  @Test
  void whatOthersHaveTakenBackForLongerStays() throws IOException {
    text.canWrite = false;
    here.add(token(SOON));
    elsewhere.add(token(LATE));
    now.set(NOON.plus(Duration.ofHours(1)));
    writeAgain();
    assertThat(here.all()).containsExactly(token(LATE)).isEqualTo(elsewhere.all());
  }

  @Test
  void whatWasTakenBackForLongerHereReplacesWhatOthersHave() throws IOException {
    text.canWrite = false;
    here.add(token(LATE));
    elsewhere.add(token(SOON));
    writeAgain();
    assertThat(here.all()).containsExactly(token(LATE)).isEqualTo(elsewhere.all());
  }

  @Test
  void whatWasShortenedHereIsShort() throws IOException {
    elsewhere.add(token(LATE));
    here.refresh();
    text.canWrite = false;
    here.add(token(SOON));
    writeAgain();
    assertThat(here.all()).containsExactly(token(SOON)).isEqualTo(elsewhere.all());
  }

  @Test
  void whatWasLiftedHereIsLiftedUnlessOthersHaveTakenItBackAnew() throws IOException {
    here.add(token(SOON));
    text.canWrite = false;
    assertThat(here.lift(token(SOON))).isTrue();
    writeAgain();
    assertThat(elsewhere.all()).isEmpty();

    here.add(token(SOON));
    text.canWrite = false;
    here.lift(token(SOON));
    elsewhere.refresh();
    elsewhere.add(token(LATE));
    writeAgain();
    assertThat(here.all()).containsExactly(token(LATE)).isEqualTo(elsewhere.all());
  }

  @Test
  void whoCanReadAndNotWriteLearnsFromOthers() throws IOException {
    text.canWrite = false;
    here.add(token(SOON));
    elsewhere.add(new Revocation(Kind.TOKEN, "other", Optional.empty(), LATE));
    assertThatThrownBy(here::refresh).isInstanceOf(IOException.class);
    assertThat(here.isRevoked(caller("other"))).isTrue();
    assertThat(here.isRevoked(caller("t"))).isTrue();
    assertThat(here.isUnsaved()).isTrue();
  }

  private void writeAgain() throws IOException {
    text.canWrite = true;
    here.refresh();
    assertThat(here.isUnsaved()).isFalse();
    elsewhere.refresh();
  }

  private static Revocation token(Optional<Instant> until) {
    return new Revocation(Kind.TOKEN, "t", Optional.empty(), until);
  }

  private static Caller caller(String tokenId) {
    return new Caller(
        "ann",
        Optional.of("i"),
        Optional.of(tokenId),
        Optional.empty(),
        Grant.ANONYMOUS,
        List.of());
  }

  /** A text that others share, and that this node cannot write now and then. */
  private static final class Text implements KeptText {
    private final KeptText shared;
    private boolean canWrite = true;

    Text(KeptText shared) {
      this.shared = shared;
    }

    @Override
    public String name() {
      return shared.name();
    }

    @Override
    public Optional<String> read() throws IOException {
      return shared.read();
    }

    @Override
    public String update(Function<Optional<String>, String> step) throws IOException {
      if (!canWrite) {
        throw new IOException("As the test has it");
      }
      return shared.update(step);
    }
  }
}
