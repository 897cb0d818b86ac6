/**
 * Who is connected, and how that is ended. May use {@code admin.audit}, {@code admin.node}, {@code
 * admin.page}, {@code hub} and below.
 */
@NullMarked
package dev.courant.admin.connection;

import org.jspecify.annotations.NullMarked;
