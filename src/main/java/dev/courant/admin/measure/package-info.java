/**
 * What is counted and timed: for Prometheus, and as samples for the console. May use {@code hub}
 * and below.
 */
@NullMarked
package dev.courant.admin.measure;

import org.jspecify.annotations.NullMarked;
