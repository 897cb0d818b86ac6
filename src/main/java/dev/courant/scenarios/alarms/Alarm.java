package dev.courant.scenarios.alarms;

/**
 * Something is wrong, or is so no longer: how an alarm stands after a change.
 *
 * @param id the alarm's, the same through all of its changes; it begins with that of this run of
 *     the server
 * @param number counts the changes of all alarms in this run: whoever has all of them has no hole
 * @param sensor room and kind
 * @param cause in words
 * @param state {@code raised}, {@code escalated}, {@code acknowledged} or {@code cleared}
 * @param millis when, since 1970
 */
public record Alarm(
    String id, long number, String sensor, String cause, String state, long millis) {}
