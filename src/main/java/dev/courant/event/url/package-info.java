/**
 * URLs as the WHATWG URL standard reads them, which is how browsers read them: what {@link
 * java.net.URI} refuses (spaces, other letters than ASCII, back slashes) is put right here. Uses
 * {@code java.*} only; every type is immutable.
 */
@NullMarked
package dev.courant.event.url;

import org.jspecify.annotations.NullMarked;
