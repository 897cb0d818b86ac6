/**
 * The log in a PostgreSQL database that several nodes share: {@link
 * dev.courant.log.postgres.PostgresLog}. May use {@code event}, and what SQL logs have in common.
 *
 * <p>Whoever appends holds the one row of the table {@code state} until the end of its transaction:
 * so offsets are dense, in the order of the commits, and a reader that sees an event sees all those
 * before it. Every node reads what is new, its own events too, and tells its follower.
 */
@NullMarked
package dev.courant.log.postgres;

import org.jspecify.annotations.NullMarked;
