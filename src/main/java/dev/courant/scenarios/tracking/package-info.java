/** Scenario: vehicles on a map. Shows that one stream asks for what is in view, and for no more. */
@NullMarked
package dev.courant.scenarios.tracking;

import org.jspecify.annotations.NullMarked;
