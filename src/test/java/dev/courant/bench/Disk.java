package dev.courant.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** The disk itself: what durable things are compared with. */
public final class Disk {
  private static final int BLOCK_BYTES = 4096;

  private Disk() {}

  /** How often a second 4 KiB can be appended and forced, one after the other. */
  public static double fsyncsPerSecond(Path directory, Duration spell) throws IOException {
    Path file = Files.createTempFile(directory, "fsync", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long begin = System.nanoTime();
      long count = 0;
      while (System.nanoTime() - begin < spell.toNanos()) {
        channel.write(ByteBuffer.allocate(BLOCK_BYTES));
        channel.force(false);
        count++;
      }
      return count * 1e9 / (System.nanoTime() - begin);
    } finally {
      Files.delete(file);
    }
  }
}
