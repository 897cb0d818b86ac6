/**
 * Who may do what: tokens, grants and origins, and the HTTP edge that reads them from a request.
 * May use {@code event}.
 */
@NullMarked
package dev.courant.access;

import org.jspecify.annotations.NullMarked;
