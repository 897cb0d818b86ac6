package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A file of the data directory with one line that only its owner may read.
 *
 * @param path where it is
 */
public record SecretFile(Path path) implements KeptText {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * The line; absent when there is no such file. From then on only its owner may read it, whatever
   * somebody has made of it.
   *
   * @throws IOException when it cannot be read
   */
  @Override
  public Optional<String> read() throws IOException {
    if (Files.notExists(path)) {
      return Optional.empty();
    }
    if (isPosix()) {
      Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
    return Optional.of(Files.readString(path).strip());
  }

  @Override
  public String name() {
    return path.toString();
  }

  /**
   * The directory is this process's alone, so whoever calls this makes sure that nobody else does.
   */
  @Override
  public String update(Function<Optional<String>, String> step) throws IOException {
    Optional<String> before = read();
    String after = step.apply(before);
    if (!before.equals(Optional.of(after))) {
      write(after);
    }
    return after;
  }

  /**
   * Writes it beside its place, and moves it there when it is on the disk: whoever sees the file
   * sees all of it, and once this has returned it outlives a power cut.
   *
   * @throws IOException when it cannot be written; the file is as it was then, or new
   */
  public void write(String line) throws IOException {
    Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent());
    Path draft = Files.createTempFile(directory, path.getFileName().toString(), null, ownerOnly());
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = UTF_8.encode(line + "\n");
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    force(directory);
  }

  /** That it has its new name is an entry of the directory, which is written by itself. */
  private static void force(Path directory) throws IOException {
    // Elsewhere a directory cannot be opened, and needs not be.
    if (isPosix()) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
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
