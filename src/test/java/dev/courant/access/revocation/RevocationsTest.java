package dev.courant.access.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.key.SecretFile;
import dev.courant.access.revocation.Revocation.Kind;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path directory;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  @Test
  void aTokenIsTakenBackByItsId() throws IOException {
    Revocations revocations = open();
    assertThat(revocations.add(token("t1", Optional.of("i")))).isTrue();
    assertThat(revocations.isRevoked(caller("i", "t1", "ann"))).isTrue();
    assertThat(revocations.isRevoked(caller("i", "t2", "ann"))).isFalse();
    assertThat(revocations.isRevoked(caller("other", "t1", "ann"))).isFalse();
    assertThat(revocations.isRevoked(Caller.ANONYMOUS)).isFalse();
  }

  @Test
  void aSubjectIsTakenBackWithAllItsTokens() throws IOException {
    Revocations revocations = open();
    revocations.add(subject("ann", Optional.empty()));
    assertThat(revocations.isRevoked(caller("i", "t1", "ann"))).isTrue();
    assertThat(revocations.isRevoked(caller("other", "t2", "ann"))).isTrue();
    assertThat(revocations.isRevoked(caller("i", "t1", "bob"))).isFalse();
    assertThat(revocations.isRevoked(caller("i", "ann", "bob"))).as("an id is no name").isFalse();
    assertThat(revocations.isRevoked(Caller.ANONYMOUS)).isFalse();
  }

  @Test
  void whatARevocationConcernsIsWhatIsRefused() throws IOException {
    List<Revocation> all =
        List.of(
            token("t1", Optional.empty()),
            token("t1", Optional.of("i")),
            subject("ann", Optional.empty()),
            subject("ann", Optional.of("i")));
    for (Revocation revocation : all) {
      Revocations revocations = open();
      revocations.add(revocation);
      for (String issuer : List.of("i", "other")) {
        for (String id : List.of("t1", "t2", "ann")) {
          for (String name : List.of("ann", "bob", "t1")) {
            Caller caller = caller(issuer, id, name);
            assertThat(revocation.concerns(caller))
                .as("%s and %s", revocation, caller)
                .isEqualTo(revocations.isRevoked(caller));
          }
        }
      }
      assertThat(revocations.lift(revocation)).isTrue();
    }
  }

  @Test
  void aRestartForgetsNothing() throws IOException {
    Revocation lasting = token("t \"1\" \u00fc", Optional.of("i"));
    Revocation ending =
        new Revocation(Kind.SUBJECT, "ann", Optional.empty(), Optional.of(NOON.plusSeconds(100)));
    Revocations before = open();
    before.add(lasting);
    before.add(ending);
    Revocations after = open();
    assertThat(after.all()).containsExactly(lasting, ending);
    assertThat(after.isRevoked(caller("i", "t \"1\" \u00fc", "bob"))).isTrue();
    Path file = directory.resolve(Revocations.NAME);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list())
        .as("no drafts are left")
        .containsExactly(Revocations.NAME);
  }

  @Test
  void whatHasExpiredAnywayIsForgottenAMinuteLater() throws IOException {
    Revocations revocations = open();
    revocations.add(
        new Revocation(Kind.TOKEN, "t1", Optional.empty(), Optional.of(NOON.plusSeconds(100))));
    Caller caller = caller("i", "t1", "ann");
    now.set(NOON.plusSeconds(159));
    assertThat(revocations.isRevoked(caller)).as("tokens are taken so long").isTrue();
    now.set(NOON.plusSeconds(160));
    assertThat(revocations.isRevoked(caller)).isFalse();
    assertThat(revocations.all()).isEmpty();
    revocations.add(subject("x", Optional.empty()));
    assertThat(Files.readString(directory.resolve(Revocations.NAME))).doesNotContain("t1");
  }

  @Test
  void whatIsLiftedIsGoodAgain() throws IOException {
    Revocations revocations = open();
    revocations.add(subject("ann", Optional.of("i")));
    assertThat(revocations.lift(subject("ann", Optional.empty()))).isFalse();
    assertThat(revocations.lift(subject("ann", Optional.of("i")))).isTrue();
    assertThat(revocations.isRevoked(caller("i", "t", "ann"))).isFalse();
    assertThat(open().all()).isEmpty();
  }

  @Test
  void thereAreNoMoreThanThereMayBe() throws IOException {
    StringBuilder file = new StringBuilder("{\"revocations\":[");
    for (int i = 0; i < Revocations.MAX_KEPT; i++) {
      file.append(i == 0 ? "" : ",").append("{\"token_id\":\"t").append(i).append("\"}");
    }
    Files.writeString(directory.resolve(Revocations.NAME), file + "]}");
    Revocations revocations = open();
    assertThatThrownBy(() -> revocations.add(token("one more", Optional.empty())))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.TOO_LARGE));
    assertThat(revocations.isRevoked(caller("i", "one more", "ann"))).isFalse();
    assertThat(revocations.add(token("t7", Optional.empty()))).as("it is there already").isTrue();
  }

  @Test
  void aFileThatCannotBeReadIsNotTakenForNone() throws IOException {
    for (String text : List.of("", "{}", "[]", "{\"revocations\":[1]}", "{\"revocations\":[{}]}")) {
      Files.writeString(directory.resolve(Revocations.NAME), text);
      assertThatThrownBy(this::open).as(text).isInstanceOf(IOException.class);
    }
  }

  /** As the JDK's flight recorder sees it, which notes each force of a file. */
  @Test
  void whatIsAcknowledgedIsForcedToTheDiskAndSoIsItsName() throws IOException {
    Revocations revocations = open();
    List<RecordedEvent> forced;
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      assertThat(revocations.add(token("t1", Optional.empty()))).isTrue();
      recording.stop();
      Path dump = directory.resolve("recording.jfr");
      recording.dump(dump);
      forced = RecordingFile.readAllEvents(dump);
    }
    forced.sort(Comparator.comparing(RecordedEvent::getStartTime));
    assertThat(forced)
        .extracting(event -> Path.of(event.getString("path")))
        .hasSize(2)
        .first()
        .matches(draft -> isBeside(draft), "the file, before it has its name");
    assertThat(forced.get(1).getString("path")).isEqualTo(directory.toString());
  }

  private boolean isBeside(Path draft) {
    String name = draft.getFileName().toString();
    return draft.getParent().equals(directory)
        && name.startsWith(Revocations.NAME)
        && !name.equals(Revocations.NAME);
  }

  @Test
  void aFileThatCannotBePutInItsPlaceLeavesNoDraft() throws IOException {
    Path occupied = directory.resolve(Revocations.NAME);
    Revocations revocations = open();
    Files.createDirectories(occupied.resolve("full"));
    assertThat(revocations.add(token("t1", Optional.empty()))).isFalse();
    assertThat(directory.toFile().list()).containsExactly(Revocations.NAME);
  }

  @Test
  void whereNothingCanBeWrittenItIsInEffectAllTheSameAndWrittenLater() throws IOException {
    Path gone = Files.createDirectory(directory.resolve("gone"));
    Revocations revocations =
        Revocations.in(new SecretFile(gone.resolve(Revocations.NAME)), now::get);
    Files.delete(gone);
    assertThat(revocations.isUnsaved()).isFalse();
    assertThat(revocations.add(token("t1", Optional.empty()))).isFalse();
    assertThat(revocations.isRevoked(caller("i", "t1", "ann"))).isTrue();
    assertThat(revocations.isUnsaved()).isTrue();
    assertThatThrownBy(revocations::refresh).isInstanceOf(IOException.class);
    assertThat(revocations.isRevoked(caller("i", "t1", "ann"))).isTrue();
    Files.createDirectory(gone);
    revocations.refresh();
    assertThat(revocations.isUnsaved()).isFalse();
    Revocations afterwards =
        Revocations.in(new SecretFile(gone.resolve(Revocations.NAME)), now::get);
    assertThat(afterwards.isRevoked(caller("i", "t1", "ann"))).isTrue();
  }

  @Test
  void aVerifierBehindTheCheckIsAskedFirst() throws IOException {
    Revocations revocations = open();
    RevocationCheck check = new RevocationCheck(token -> caller("i", token, "ann"), revocations);
    assertThat(check.verify("t1").tokenId()).hasValue("t1");
    revocations.add(token("t1", Optional.empty()));
    assertThatThrownBy(() -> check.verify("t1"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID_TOKEN));
    assertThat(check.verify("t2").tokenId()).hasValue("t2");
  }

  private Revocations open() throws IOException {
    return Revocations.in(new SecretFile(directory.resolve(Revocations.NAME)), now::get);
  }

  private static Revocation token(String id, Optional<String> issuer) {
    return new Revocation(Kind.TOKEN, id, issuer, Optional.empty());
  }

  private static Revocation subject(String name, Optional<String> issuer) {
    return new Revocation(Kind.SUBJECT, name, issuer, Optional.empty());
  }

  private static Caller caller(String issuer, String tokenId, String subject) {
    return new Caller(
        subject,
        Optional.of(issuer),
        Optional.of(tokenId),
        Optional.empty(),
        Grant.ANONYMOUS,
        List.of());
  }
}
