package dev.courant.access.key;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file of the data directory with one line that only its owner may read.
 *
 * @param path where it is
 */
public record SecretFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The line; absent when there is no such file. From then on only its owner may read it, whatever
   * somebody has made of it.
   *
   * @throws IOException when it cannot be read
   */
  public Optional<String> read() throws IOException {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    if (isPosix()) {
      Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
    return Optional.of(Files.readString(path).strip());
  }

  /**
   * Writes it beside its place and moves it there: whoever sees the file sees all of it.
   *
   * @throws IOException when it cannot be written
   */
  public void write(String line) throws IOException {
    Path draft =
        Files.createTempFile(
            path.toAbsolutePath().getParent(), path.getFileName().toString(), null, ownerOnly());
    Files.writeString(draft, line + "\n");
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
