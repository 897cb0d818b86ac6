/**
 * The ways out that the hub serves itself. May use {@code hub}, {@code wire}, {@code access} and
 * {@code event}.
 */
@NullMarked
package dev.courant.transport;

import org.jspecify.annotations.NullMarked;
