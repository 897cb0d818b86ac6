package dev.courant.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of the files of a server that runs, as {@code pg_basebackup} makes it: the binaries of the
 * tests lack that program. PostgreSQL 14 manual, "Making a Base Backup Using the Low Level API".
 */
final class BaseBackup {
  /** What belongs to the server that runs. */
  private static final Set<String> LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_wal");

  private static final String WAL = "pg_wal";

  private BaseBackup() {}

  static void take(String address, Path data, Path copy) throws Exception {
    try (Connection connection = DriverManager.getConnection(address);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_start_backup('of a test', true, false)");
      copyTree(data, copy);
      try (ResultSet row =
          statement.executeQuery("SELECT labelfile FROM pg_stop_backup(false, false)")) {
        row.next();
        Files.writeString(copy.resolve("backup_label"), row.getString(1));
      }
    }
    // Behind the end of the backup: with it the copy is whole.
    copyTree(data.resolve(WAL), copy.resolve(WAL));
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file :
          files.filter(file -> !LEFT_OUT.contains(file.getFileName().toString())).toList()) {
        Path copy = to.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          copyTree(file, copy);
        } else {
          copy(file, copy);
        }
      }
    }
    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
  }

  private static void copy(Path file, Path copy) throws IOException {
    try {
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException goneMeanwhile) {
      assertThat(copy).as("the log of what was done meanwhile makes up for it").doesNotExist();
    }
  }
}
