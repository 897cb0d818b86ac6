/**
 * The container's own login: who signs in at {@code /signin} is remembered in the HTTP session. May
 * use {@code access}, {@code access.role} and {@code event}.
 */
@NullMarked
package dev.courant.access.session;

import org.jspecify.annotations.NullMarked;
