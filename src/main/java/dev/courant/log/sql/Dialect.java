package dev.courant.log.sql;

/** What is said otherwise to one database than to another, since each plans it in its own way. */
public enum Dialect {
  /** SQLite, where a table may have no row id. */
  SQLITE(
      """
      DELETE FROM event WHERE log_offset IN
        (SELECT log_offset FROM event WHERE expires_ms <= ? LIMIT ?)
      RETURNING size_bytes
      """,
      """
      DELETE FROM publication_key WHERE (subject, name) IN
        (SELECT subject, name FROM publication_key WHERE time_ms <= ? LIMIT ?)
      """),

  /**
   * PostgreSQL, which reads the whole table for such an IN, and without an order also where it
   * believes that many rows are due.
   */
  POSTGRES(
      """
      DELETE FROM event WHERE log_offset = ANY(ARRAY
        (SELECT log_offset FROM event WHERE expires_ms <= ? ORDER BY expires_ms LIMIT ?))
      RETURNING size_bytes
      """,
      """
      DELETE FROM publication_key WHERE ctid = ANY(ARRAY
        (SELECT ctid FROM publication_key WHERE time_ms <= ? ORDER BY time_ms LIMIT ?))
      """);

  private final String deleteExpired;
  private final String deleteKeys;

  Dialect(String deleteExpired, String deleteKeys) {
    this.deleteExpired = deleteExpired;
    this.deleteKeys = deleteKeys;
  }

  /** Removes events whose ttl is over by a time, so many at most, and gives their sizes. */
  String deleteExpired() {
    return deleteExpired;
  }

  /** Removes keys of a time or earlier, so many at most. */
  String deleteKeys() {
    return deleteKeys;
  }
}
