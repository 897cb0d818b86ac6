/** What topics there are. May use {@code admin.page}, {@code hub} and below. */
@NullMarked
package dev.courant.admin.topic;

import org.jspecify.annotations.NullMarked;
