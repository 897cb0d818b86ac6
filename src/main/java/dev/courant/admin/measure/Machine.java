package dev.courant.admin.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;

/**
 * How the process and its disk stand.
 *
 * @param cpu the part of all processors that this process uses, 0 to 1
 */
record Machine(long diskFreeBytes, long heapUsedBytes, long heapMaxBytes, double cpu, int threads) {
  /** As it is now, for data that lies there. */
  static Machine now(Path dataDir) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new Machine(
        dataDir.toFile().getUsableSpace(),
        heap.getUsed(),
        heap.getMax(),
        OperatingSystem.cpu(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
