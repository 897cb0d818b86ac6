/** What operators need. May use {@code hub}, {@code log}, {@code access} and {@code event}. */
@NullMarked
package dev.courant.admin;

import org.jspecify.annotations.NullMarked;
