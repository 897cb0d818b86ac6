/**
 * The durable, ordered history: the only place that assigns positions. May use {@code event}.
 * {@link dev.courant.log.EventLog} is the port; each sub-package implements it over one kind of
 * store.
 */
@NullMarked
package dev.courant.log;

import org.jspecify.annotations.NullMarked;
