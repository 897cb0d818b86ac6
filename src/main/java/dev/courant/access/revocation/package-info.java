/**
 * Rights that were taken away before they ended by themselves. May use {@code access}, {@code
 * access.key} and {@code access.token}.
 */
@NullMarked
package dev.courant.access.revocation;

import org.jspecify.annotations.NullMarked;
