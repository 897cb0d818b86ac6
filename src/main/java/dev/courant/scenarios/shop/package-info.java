/** Scenario: a shop. Shows that an order which is rolled back publishes nothing. */
@NullMarked
package dev.courant.scenarios.shop;

import org.jspecify.annotations.NullMarked;
