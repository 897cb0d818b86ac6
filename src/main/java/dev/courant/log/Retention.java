package dev.courant.log;

import java.time.Duration;

/**
 * How long things are kept. What exceeds any of the bounds is removed, the oldest first.
 *
 * @param maxAge how old an event may be
 * @param maxEvents how many events may be kept
 * @param maxBytes how many bytes the kept events may have, in the store's own count
 * @param keyWindow how long an idempotency key is remembered
 */
public record Retention(Duration maxAge, long maxEvents, long maxBytes, Duration keyWindow) {}
