/**
 * The values everyone speaks, valid by construction: a {@link dev.courant.event.Publication} that
 * exists may be published, a {@link dev.courant.event.Event} that exists is stored. Uses {@code
 * java.*} only, but for the regular expressions of {@code event.pattern}; every type here is
 * immutable, or remembers only what cannot change, and may be shared between threads.
 */
@NullMarked
package dev.courant.event;

import org.jspecify.annotations.NullMarked;
