/**
 * Patterns that topics are compared with: those of the WHATWG URL Pattern standard ({@link
 * dev.courant.event.pattern.UrlPattern}) and URI templates of RFC 6570 ({@link
 * dev.courant.event.pattern.UriTemplate}). Text from strangers becomes a pattern here, so
 * everything has a limit, and comparing takes time linear in the length of the topic: regular
 * expressions are RE2's ({@code com.google.re2j}), which do not backtrack. Knows nothing of topics
 * and refusals; uses {@code event.url}.
 */
@NullMarked
package dev.courant.event.pattern;

import org.jspecify.annotations.NullMarked;
