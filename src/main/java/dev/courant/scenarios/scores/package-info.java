/** Scenario: football scores. Shows that who comes late gets the state, and then every change. */
@NullMarked
package dev.courant.scenarios.scores;

import org.jspecify.annotations.NullMarked;
