package dev.courant.log.postgres;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/**
 * Says why the database has failed, without what was to be stored: a driver's messages may have the
 * whole statement in them, with its values.
 */
public final class Reason {
  private static final int MAX_CHARACTERS = 300;

  private Reason() {}

  /** In a sentence or less. */
  public static String of(Throwable failure) {
    Throwable cause = failure;
    if (failure instanceof BatchUpdateException batch && batch.getNextException() != null) {
      cause = batch.getNextException();
    }
    String reason =
        cause instanceof PSQLException server && server.getServerErrorMessage() != null
            ? server.getServerErrorMessage().getMessage()
            : cause.getMessage();
    String text = reason == null ? cause.getClass().getName() : reason;
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
  }

  /** Whether it is what was to be stored that the database cannot take, and not the database. */
  static boolean isTheData(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
  }
}
