/**
 * The keys that tokens are verified with, and where they come from: the configuration, an issuer's
 * key set, the data directory. May use {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.access.key;

import org.jspecify.annotations.NullMarked;
