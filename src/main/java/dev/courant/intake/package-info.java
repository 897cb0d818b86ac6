/**
 * The ways in: CDI events and HTTP. Everything that can be refused is refused here, once, and as an
 * answer to whoever asked. May use {@code hub}, {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.intake;

import org.jspecify.annotations.NullMarked;
