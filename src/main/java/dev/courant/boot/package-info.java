/**
 * Puts the parts together: settings, life cycle, HTTP endpoints and the answers to what was
 * refused. May use everything.
 */
@NullMarked
package dev.courant.boot;

import org.jspecify.annotations.NullMarked;
