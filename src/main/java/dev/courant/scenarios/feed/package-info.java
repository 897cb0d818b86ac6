/** Scenario: a social feed. Shows what many people do at a time, and a page that runs ahead. */
@NullMarked
package dev.courant.scenarios.feed;

import org.jspecify.annotations.NullMarked;
