package dev.courant.log.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** A log of one node, whose history a new database takes over. */
public interface Predecessor {
  /** How messages name it. */
  String name();

  /** A connection to its tables, for reading. */
  Connection open() throws SQLException;
}
