package dev.courant.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.key.KeptText;
import dev.courant.access.key.LocalKey;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocation;
import dev.courant.access.revocation.Revocations;
import dev.courant.it.Eventually;
import dev.courant.log.EventLog;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes keep together: the same on all of them, whoever changes it. */
class SharedTextsTest {
  private static final Duration POLL = Duration.ofMillis(50);

  @TempDir private Path directory;
  private final List<SharedTexts> nodes = new ArrayList<>();
  private final List<EventLog> logs = new ArrayList<>();

  @BeforeEach
  void start() {
    String address = TestPostgres.newSchema();
    for (int i = 0; i < 2; i++) {
      Database database = Database.at(address, "", "", Thread::new);
      logs.add(Nodes.open(database, POLL, () -> "e"));
      nodes.add(new SharedTexts(database, POLL, Thread::new));
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(SharedTexts::close);
    logs.forEach(EventLog::close);
  }

  @Test
  void whatOneNodeHasMadeTheOtherOneHas() throws Exception {
    LocalKey one = LocalKey.in(text(0, LocalKey.NAME), new SecureRandom());
    LocalKey other = LocalKey.in(text(1, LocalKey.NAME), new SecureRandom());
    assertThat(other.sign("{}")).isEqualTo(one.sign("{}"));
  }

  @Test
  void aNodeThatWasAloneBeforeBringsWhatItHas() throws Exception {
    Files.createDirectory(directory.resolve("1"));
    LocalKey alone =
        LocalKey.in(
            new SecretFile(directory.resolve("1").resolve(LocalKey.NAME)), new SecureRandom());
    LocalKey shared = LocalKey.in(text(1, LocalKey.NAME), new SecureRandom());
    LocalKey other = LocalKey.in(text(0, LocalKey.NAME), new SecureRandom());
    assertThat(shared.sign("{}")).isEqualTo(alone.sign("{}")).isEqualTo(other.sign("{}"));
  }

  @Test
  void changesOnAllNodesAtOnceAllCount() throws Exception {
    List<CompletableFuture<Void>> changes =
        IntStream.range(0, 100)
            .mapToObj(i -> CompletableFuture.runAsync(() -> increment(i % 2)))
            .toList();
    changes.forEach(CompletableFuture::join);
    assertThat(text(0, "number").read()).hasValue("100");
  }

  @Test
  void aStepThatFailsChangesNothing() throws Exception {
    KeptText text = text(0, "a");
    text.update(before -> "1");
    assertThatThrownBy(
            () ->
                text.update(
                    before -> {
                      throw new IllegalStateException("as the test has it");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(text(1, "a").read()).hasValue("1");
  }

  @Test
  void whoWatchesIsToldOfChangesOfOtherNodes() throws Exception {
    AtomicInteger told = new AtomicInteger();
    nodes.get(1).watch("a", () -> false, told::incrementAndGet);
    nodes.get(1).start();
    text(0, "a").update(before -> "1");
    Eventually.holds(() -> assertThat(told).hasValue(1));
    text(0, "a").update(before -> "2");
    Eventually.holds(() -> assertThat(told).hasValue(2));
  }

  @Test
  void whatOneNodeTakesBackIsTakenBackOnTheOther() throws Exception {
    Revocations one = Revocations.in(text(0, Revocations.NAME), Clock.systemUTC());
    Revocations other = Revocations.in(text(1, Revocations.NAME), Clock.systemUTC());
    one.add(token("t1"));
    other.add(token("t2"));
    one.refresh();
    for (Revocations each : List.of(one, other)) {
      assertThat(each.isRevoked(caller("t1"))).isTrue();
      assertThat(each.isRevoked(caller("t2"))).isTrue();
    }
    assertThat(one.lift(token("t2"))).isTrue();
    other.refresh();
    assertThat(other.all()).containsExactly(token("t1"));
  }

  @Test
  void whoHasSomethingThatCouldNotBeKeptIsToldWithoutAChange() throws Exception {
    AtomicInteger left = new AtomicInteger(2);
    nodes.get(0).watch("never kept", () -> left.get() > 0, left::decrementAndGet);
    nodes.get(0).start();
    Eventually.holds(() -> assertThat(left).hasValue(0));
  }

  private KeptText text(int node, String name) {
    Path file = directory.resolve(Integer.toString(node)).resolve(name);
    return nodes.get(node).text(name, new SecretFile(file));
  }

  private void increment(int node) {
    try {
      text(node, "number")
          .update(before -> Integer.toString(Integer.parseInt(before.orElse("0")) + 1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Revocation token(String id) {
    return new Revocation(Revocation.Kind.TOKEN, id, Optional.empty(), Optional.empty());
  }

  private static Caller caller(String tokenId) {
    return new Caller(
        "ann", Optional.of("i"), Optional.of(tokenId), Optional.empty(), Grant.ALL, List.of());
  }
}
