package dev.courant.boot;

import dev.courant.log.postgres.Database;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/** Finds the database that the settings name. */
final class Databases {
  private Databases() {}

  /**
   * Opens it; whether it can be reached is found out by whoever uses it first.
   *
   * @throws InvalidSettingException when the server has no DataSource of that name
   */
  static Database open(LogSettings.Place place, ThreadFactory threads) {
    if (place instanceof LogSettings.Url at) {
      return Database.at(at.url(), at.user(), at.password(), threads);
    }
    if (place instanceof LogSettings.Named named) {
      DataSource source =
          ServerResources.dataSource(named.name())
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          "courant.log.datasource",
                          named.name(),
                          "the JNDI name of a DataSource that the server has"));
      return Database.of(source, named.name());
    }
    throw new IllegalArgumentException("Not a database that several nodes share: " + place);
  }
}
