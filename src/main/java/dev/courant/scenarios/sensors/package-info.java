/**
 * Scenario: a building with 200 sensors, and this server's own measures. Shows topic patterns over
 * real and simulated data.
 */
@NullMarked
package dev.courant.scenarios.sensors;

import org.jspecify.annotations.NullMarked;
