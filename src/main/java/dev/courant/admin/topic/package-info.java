/** What topics there are. May use {@code hub} and below. */
@NullMarked
package dev.courant.admin.topic;

import org.jspecify.annotations.NullMarked;
