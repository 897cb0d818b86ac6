/**
 * The log in memory, for those who want no history on disk: gone with the process. May use {@code
 * event} and the port in {@code log}.
 */
@NullMarked
package dev.courant.log.memory;

import org.jspecify.annotations.NullMarked;
