/**
 * Event to bytes. No I/O and no clock: every function here depends on its arguments alone. May use
 * {@code event}.
 */
@NullMarked
package dev.courant.wire;

import org.jspecify.annotations.NullMarked;
