/** Pages of long lists. May use {@code access} and {@code event}. */
@NullMarked
package dev.courant.admin.page;

import org.jspecify.annotations.NullMarked;
