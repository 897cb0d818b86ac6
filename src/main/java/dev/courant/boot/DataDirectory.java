package dev.courant.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The folder that everything lasting lies in, held by one running hub at a time: a second one
 * waits, since a redeployment may start the new before it has stopped the old, and then gives up.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK_FILE = "lock";
  private static final String DATABASE_FILE = "courant.db";
  private static final String RESTORED_FILE = "restored";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder, for its owner only, unless it is there, and takes hold of it.
   *
   * @throws IOException when it cannot be made or written to, or another hub holds it
   */
  static DataDirectory open(Path path) throws IOException {
    boolean isNew = Files.notExists(path);
    Files.createDirectories(path);
    if (isNew && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isLocked(channel)) {
      if (System.nanoTime() > deadline) {
        channel.close();
        throw new IOException(
            "%s is in use by another running hub: stop that, or give this one another courant.data-dir"
                .formatted(path));
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return new DataDirectory(path, channel);
  }

  Path path() {
    return path;
  }

  Path database() {
    return path.resolve(DATABASE_FILE);
  }

  /** Whether the operator says that the database was put back from a back-up. */
  boolean wasRestored() {
    return Files.exists(path.resolve(RESTORED_FILE));
  }

  /** Notes that what {@link #wasRestored} asks for has been done. */
  void forgetRestored() throws IOException {
    Files.deleteIfExists(path.resolve(RESTORED_FILE));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }
}
