/** Who did what. May use {@code admin.page}, {@code access} and {@code event}. */
@NullMarked
package dev.courant.admin.audit;

import org.jspecify.annotations.NullMarked;
