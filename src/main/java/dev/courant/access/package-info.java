/**
 * Who may do what: callers, grants and origins, and the HTTP edge that reads them from a request.
 * May use {@code event}; knows nothing of how tokens are made, see {@code access.token}.
 */
@NullMarked
package dev.courant.access;

import org.jspecify.annotations.NullMarked;
