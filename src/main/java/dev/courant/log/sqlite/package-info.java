/**
 * The log in an SQLite file, for one node: {@link dev.courant.log.sqlite.SqliteLog}. May use {@code
 * event}, and what SQL logs have in common.
 */
@NullMarked
package dev.courant.log.sqlite;

import org.jspecify.annotations.NullMarked;
