package dev.courant.admin.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.key.SecretFile;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The audit log on disk: a line of JSON for each entry. When it is as large as it may become it
 * takes the place of the one before it, so there are at most two of that size. Used by one thread
 * at a time.
 */
final class AuditFile {
  private static final String NAME = "audit.log";
  private static final String EARLIER = "audit.log.1";

  private final Path file;
  private final Path earlier;
  private final long maxBytes;

  AuditFile(Path dataDir, long maxBytes) {
    this.maxBytes = maxBytes;
    this.file = dataDir.resolve(NAME);
    this.earlier = dataDir.resolve(EARLIER);
  }

  /** The newest entries, oldest first; lines that are none are passed over. */
  List<AuditEntry> newest(int count) throws IOException {
    Deque<AuditEntry> entries = new ArrayDeque<>();
    for (Path path : List.of(earlier, file)) {
      if (Files.exists(path)) {
        read(path, count, entries);
      }
    }
    return new ArrayList<>(entries);
  }

  /** Adds an entry; it is on the disk when this returns. */
  void add(AuditEntry entry) throws IOException {
    if (Files.exists(file) && Files.size(file) > maxBytes) {
      Files.move(file, earlier, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.notExists(file)) {
      // Only the owner of the process may read it.
      new SecretFile(file).write(entry.json().toString());
      return;
    }
    Files.writeString(
        file, entry.json() + "\n", UTF_8, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
  }

  private static void read(Path path, int count, Deque<AuditEntry> entries) throws IOException {
    try (Stream<String> lines = Files.lines(path, UTF_8)) {
      lines.forEach(
          line -> {
            try (JsonReader json = Json.createReader(new StringReader(line))) {
              entries.addLast(AuditEntry.of(json.readObject()));
              if (entries.size() > count) {
                entries.removeFirst();
              }
            } catch (RuntimeException cutOffByACrash) {
              // Whoever wrote half a line has not heard that it was done.
              return;
            }
          });
    }
  }
}
