package dev.courant.it.durability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, in memory, mounted for one test. */
final class SmallDisk implements AutoCloseable {
  private static final String BALLAST = "ballast";
  private static final int MIB = 1024 * 1024;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounts one, or skips the test where this user may not. */
  static SmallDisk mount(Path root, int mebibytes) throws Exception {
    Files.createDirectories(root);
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", root.toString()),
        "A full disk is tested where a tmpfs may be mounted: by root, on Linux");
    return new SmallDisk(root);
  }

  /** Takes so much room away. */
  void load(int mebibytes) throws IOException {
    Files.write(root.resolve(BALLAST), new byte[mebibytes * MIB]);
  }

  /** Gives it back. */
  void unload() throws IOException {
    Files.delete(root.resolve(BALLAST));
  }

  @Override
  public void close() throws Exception {
    if (!succeeds("umount", root.toString())) {
      throw new IOException(root + " stays mounted");
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
