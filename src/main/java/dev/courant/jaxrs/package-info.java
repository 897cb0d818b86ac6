/**
 * The JAX-RS door, in and out: a broadcaster with the container's own interface, over the hub. May
 * use {@code hub}, {@code wire}, {@code access} and {@code event}.
 */
@NullMarked
package dev.courant.jaxrs;

import org.jspecify.annotations.NullMarked;
