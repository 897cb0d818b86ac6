/** What was published. May use {@code admin.audit}, {@code admin.page}, {@code hub} and below. */
@NullMarked
package dev.courant.admin.history;

import org.jspecify.annotations.NullMarked;
