/**
 * Tokens: what is asked of one before it is believed, what it grants, and how the hub makes its
 * own. May use {@code access}, {@code access.key}, {@code access.role} and {@code event}.
 */
@NullMarked
package dev.courant.access.token;

import org.jspecify.annotations.NullMarked;
