package dev.courant.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What processes have used up to now.
 *
 * @param cpuSeconds of processor time
 * @param residentKib memory that they occupy, in KiB
 */
record Usage(double cpuSeconds, long residentKib) {
  /** Clock ticks per second in {@code /proc}: 100 on every Linux. */
  private static final double TICKS = 100;

  private static final int PAGE_KIB = 4;
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

  static Usage of(List<ProcessHandle> processes) throws IOException {
    double cpu = 0;
    long resident = 0;
    for (ProcessHandle process : processes) {
      // The name in brackets may have blanks; the fields are counted from behind it.
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      cpu += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
      resident += Long.parseLong(fields[21]) * PAGE_KIB;
    }
    return new Usage(cpu, resident);
  }

  /** Whether it is a JVM, and so has a heap to look at. */
  static boolean isJvm(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("java");
  }

  /** What a JVM's heap holds after a collection, in KiB. */
  static long heapKib(ProcessHandle jvm) throws IOException, InterruptedException {
    jcmd(jvm, "GC.run");
    Matcher used = HEAP_USED.matcher(jcmd(jvm, "GC.heap_info"));
    if (!used.find()) {
      throw new IOException("jcmd does not tell how full the heap is");
    }
    return Long.parseLong(used.group(1));
  }

  private static String jcmd(ProcessHandle jvm, String command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(jvm.pid()),
                command)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return answer;
  }
}
