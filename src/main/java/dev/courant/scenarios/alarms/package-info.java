/** Scenario: alarms over the readings of sensors. Shows that a closed laptop misses none. */
@NullMarked
package dev.courant.scenarios.alarms;

import org.jspecify.annotations.NullMarked;
