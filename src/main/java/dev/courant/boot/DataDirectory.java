package dev.courant.boot;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that everything lasting lies in. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * Makes the folder, for its owner only, unless it is there.
   *
   * @throws IOException when it cannot be made or written to
   */
  static void create(Path dataDir) throws IOException {
    boolean isNew = Files.notExists(dataDir);
    Files.createDirectories(dataDir);
    if (isNew && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
    }
    if (!Files.isWritable(dataDir)) {
      throw new IOException(dataDir + " cannot be written to by this process");
    }
  }
}
