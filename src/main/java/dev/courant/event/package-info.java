/**
 * The values everyone speaks, valid by construction: a {@link dev.courant.event.Publication} that
 * exists may be published, a {@link dev.courant.event.Event} that exists is stored. Uses {@code
 * java.*} only; every type here is immutable and may be shared between threads.
 */
@NullMarked
package dev.courant.event;

import org.jspecify.annotations.NullMarked;
