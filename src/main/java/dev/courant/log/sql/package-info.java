/**
 * What logs in SQL databases have in common: the one writer, and what goes into which row. May use
 * {@code event}. What each database needs beside that is in packages of its own.
 */
@NullMarked
package dev.courant.log.sql;

import org.jspecify.annotations.NullMarked;
