/**
 * Scenario: deliveries. Shows a private topic for each order, and its whole story after a reload.
 */
@NullMarked
package dev.courant.scenarios.deliveries;

import org.jspecify.annotations.NullMarked;
