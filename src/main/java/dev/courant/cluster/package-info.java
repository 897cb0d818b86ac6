/**
 * Several nodes as one hub: what they keep together beside the log, and how they hear of each
 * other. All of it goes through the database of the log. May use {@code hub}, {@code log}, {@code
 * access} and {@code event}.
 */
@NullMarked
package dev.courant.cluster;

import org.jspecify.annotations.NullMarked;
