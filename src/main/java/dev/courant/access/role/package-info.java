/**
 * Rights by role, for callers whose tokens tell roles or groups and no topics. May use {@code
 * access} and {@code event}.
 */
@NullMarked
package dev.courant.access.role;

import org.jspecify.annotations.NullMarked;
