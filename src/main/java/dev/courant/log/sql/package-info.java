/**
 * The log in a SQL database. May use {@code event} and the port in {@code log}.
 *
 * <p>One thread writes: it takes what has queued up, stores it in one transaction, commits, and
 * only then tells anybody. Readers have connections of their own. A row's offset is its primary
 * key, so reading from any place is one step down a tree, whatever the size.
 */
@NullMarked
package dev.courant.log.sql;

import org.jspecify.annotations.NullMarked;
