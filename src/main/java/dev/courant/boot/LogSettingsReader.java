package dev.courant.boot;

import dev.courant.log.postgres.Database;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where history is kept. */
final class LogSettingsReader {
  private static final String URL = "courant.log.url";
  private static final String DATASOURCE = "courant.log.datasource";
  private static final String IMPORT = "courant.log.import";
  private static final String MEMORY = "memory:";

  /** Behind the kind of database there may be a password: that is not repeated. */
  private static final Pattern SECRETS = Pattern.compile("(?<=:)[^:]*[/@?].*");

  private final SettingSource source;

  LogSettingsReader(SettingSource source) {
    this.source = source;
  }

  /**
   * Reads it.
   *
   * @param poll how often a node looks for what others have stored
   * @param lease after that time without a sign of life a node counts as gone
   * @throws InvalidSettingException when something is not allowed
   */
  LogSettings read(Duration poll, Duration lease) {
    LogSettings.Place place = place();
    Optional<Path> importFrom = importFrom();
    if (importFrom.isPresent() && !place.isShared()) {
      throw new InvalidSettingException(
          IMPORT,
          importFrom.get().toString(),
          "used together with the address of a PostgreSQL database in " + URL);
    }
    return new LogSettings(place, poll, lease, importFrom);
  }

  private LogSettings.Place place() {
    String url = source.text(URL, "");
    String datasource = source.text(DATASOURCE, "");
    String user = source.text("courant.log.user", "");
    String password = source.text("courant.log.password", "");
    if (!datasource.isEmpty()) {
      if (!url.isEmpty()) {
        throw new InvalidSettingException(
            DATASOURCE, datasource, "not set, where there is an address in " + URL);
      }
      return new LogSettings.Named(datasource);
    }
    if (url.startsWith(Database.URL_PREFIX)) {
      return new LogSettings.Url(url, user, password);
    }
    if (!url.isEmpty() && !url.equals(MEMORY)) {
      throw new InvalidSettingException(
          URL,
          SECRETS.matcher(url).replaceFirst("..."),
          "nothing, for a history in a file of the data directory; memory: for one that ends with the"
              + " process; or jdbc:postgresql://host/database for one that several nodes share");
    }
    return url.isEmpty() ? new LogSettings.File() : new LogSettings.Memory();
  }

  private Optional<Path> importFrom() {
    Optional<String> value = source.text(IMPORT);
    try {
      return value.map(Path::of);
    } catch (InvalidPathException e) {
      throw new InvalidSettingException(IMPORT, value.orElse(""), "the path of a file courant.db");
    }
  }
}
