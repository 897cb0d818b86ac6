package dev.courant.bench.fanout;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What it was measured on. */
final class Machine {
  private static final double GIB = 1024.0 * 1024 * 1024;

  private Machine() {}

  /** One line. */
  static String describe() {
    double memory =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize() / GIB
            : Double.NaN;
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB, %s %s, JDK %s; servers and listeners share the cores",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        memory,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version());
  }
}
