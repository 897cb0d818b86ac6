/** Scenario: a newsroom. Shows publishing over HTTP, from a page, on several topics at once. */
@NullMarked
package dev.courant.scenarios.news;

import org.jspecify.annotations.NullMarked;
