/** Scenario: a stock market. Shows that a page which is slow on purpose has the newest quote. */
@NullMarked
package dev.courant.scenarios.stock;

import org.jspecify.annotations.NullMarked;
