package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path dataDir;

  @Test
  void itIsMadeOnceAndReadFromThenOn() throws IOException {
    AdminToken made = AdminToken.in(dataDir, random);
    String secret = Files.readString(file()).strip();
    AdminToken read = AdminToken.in(dataDir, random);

    assertThat(secret).hasSize(43);
    assertThat(made.matches(secret)).isTrue();
    assertThat(read.matches(secret)).isTrue();
    assertThat(read.matches(secret + "x")).isFalse();
    assertThat(read.matches(secret.substring(1))).isFalse();
    assertThat(read.matches("")).isFalse();
    try (var files = Files.list(dataDir)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void eachDirectoryHasItsOwn(@TempDir Path otherDir) throws IOException {
    AdminToken.in(dataDir, random);
    AdminToken other = AdminToken.in(otherDir, random);
    assertThat(other.matches(Files.readString(file()).strip())).isFalse();
  }

  @Test
  void nobodyButTheOwnerMayReadIt() throws IOException {
    assumeTrue(dataDir.getFileSystem().supportedFileAttributeViews().contains("posix"));
    AdminToken.in(dataDir, random);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatHoldsNoTokenIsNotTakenForOne() throws IOException {
    for (String content : new String[] {"", "\n", "secret"}) {
      Files.writeString(file(), content);
      assertThatThrownBy(() -> AdminToken.in(dataDir, random))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("delete the file");
    }
  }

  private Path file() {
    return dataDir.resolve(AdminToken.FILE_NAME);
  }
}
