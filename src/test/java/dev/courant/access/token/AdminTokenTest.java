package dev.courant.access.token;

import static dev.courant.access.token.Desk.HUB;
import static dev.courant.access.token.Desk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.MatcherText;
import dev.courant.access.key.LocalKey;
import dev.courant.access.key.SecretFile;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  @TempDir private Path dataDir;

  @Test
  void itGrantsEverythingForYears() throws IOException {
    Caller admin = verify(start(NOW), NOW);
    assertThat(admin.grant()).isEqualTo(Grant.ALL);
    assertThat(admin.subject()).isEqualTo("admin");
    assertThat(admin.tokenId()).isPresent();
    assertThat(admin.expiry()).hasValue(NOW.plus(Duration.ofDays(3650)));
  }

  @Test
  void itIsMadeOnceAndKept() throws IOException {
    String made = start(NOW);
    assertThat(start(NOW.plus(Duration.ofDays(3284)))).isEqualTo(made);
    try (var files = Files.list(dataDir)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("admin-token", "signing-key");
    }
  }

  @Test
  void itIsRenewedAYearBeforeItExpiresAndTheOldOneStaysGood() throws IOException {
    String made = start(NOW);
    Instant later = NOW.plus(Duration.ofDays(3286));
    String renewed = start(later);
    assertThat(renewed).isNotEqualTo(made);
    assertThat(verify(renewed, later).expiry()).hasValue(later.plus(Duration.ofDays(3650)));
    assertThat(verify(made, later).grant()).isEqualTo(Grant.ALL);
  }

  @Test
  void whateverElseIsInTheFileIsReplaced() throws IOException {
    String made = start(NOW);
    String weak =
        mint(NOW, HUB)
            .mint(
                new TokenOrder(
                    "x",
                    List.of(new MatcherText("exact", "*")),
                    List.of(new MatcherText("exact", "*")),
                    Administration.NONE,
                    Duration.ofDays(3650)));
    for (String content :
        List.of(
            "", "\n", "0NkTHhIYLlXFRbYqKnLQ9ySYQzUxX8rdS6lT2yJ5e1o\n", "a.b.c", made + "x", weak)) {
      Files.writeString(file(), content);
      String now = start(NOW);
      assertThat(verify(now, NOW).grant()).isEqualTo(Grant.ALL);
      assertThat(now).isNotEqualTo(content);
    }
  }

  @Test
  void itIsMadeAnewWithAnotherKeyOrForAnotherUrl(@TempDir Path other) throws IOException {
    String made = start(NOW);
    Files.delete(dataDir.resolve(LocalKey.NAME));
    String withNewKey = start(NOW);
    assertThat(withNewKey).isNotEqualTo(made);
    assertThatThrownBy(() -> verify(made, NOW)).isInstanceOf(RefusedException.class);

    URI moved = URI.create("https://moved.example/.well-known/mercure");
    AdminToken.keep(dataDir, mint(NOW, moved), verifier(NOW, moved), InstantSource.fixed(NOW));
    assertThat(read()).isNotEqualTo(withNewKey);
    assertThat(verifier(NOW, moved).verify(read()).grant()).isEqualTo(Grant.ALL);
  }

  @Test
  void nobodyButTheOwnerMayReadTheFiles() throws IOException {
    assumeTrue(dataDir.getFileSystem().supportedFileAttributeViews().contains("posix"));
    start(NOW);
    for (String name : List.of("admin-token", "signing-key")) {
      Path file = dataDir.resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      start(NOW);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFileThatHoldsNoKeyIsNotTakenForOne() throws IOException {
    for (String content :
        new String[] {"", "short", "a".repeat(42), "no base64!", "a".repeat(44)}) {
      Files.writeString(dataDir.resolve(LocalKey.NAME), content);
      assertThatThrownBy(() -> start(NOW))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("delete it");
    }
  }

  private String start(Instant now) throws IOException {
    AdminToken.keep(dataDir, mint(now, HUB), verifier(now, HUB), InstantSource.fixed(now));
    return read();
  }

  private TokenMint mint(Instant now, URI hub) throws IOException {
    return new TokenMint(key(), hub, Desk.TYPES, InstantSource.fixed(now));
  }

  private JwtVerifier verifier(Instant now, URI hub) throws IOException {
    return new JwtVerifier(
        List.of(Issuer.local(key().keys(), hub.toString())),
        Desk.roles(Map.of()),
        false,
        InstantSource.fixed(now));
  }

  private LocalKey key() throws IOException {
    return LocalKey.in(new SecretFile(dataDir.resolve(LocalKey.NAME)), new SecureRandom());
  }

  private Caller verify(String token, Instant now) throws IOException {
    return verifier(now, HUB).verify(token);
  }

  private String read() throws IOException {
    return Files.readString(file()).strip();
  }

  private Path file() {
    return dataDir.resolve(AdminToken.FILE_NAME);
  }
}
