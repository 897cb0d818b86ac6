/** Who did what. May use {@code access} and {@code event}. */
@NullMarked
package dev.courant.admin.audit;

import org.jspecify.annotations.NullMarked;
