package dev.courant.event;

/**
 * What a publisher gets for a publication that is stored.
 *
 * @param id the id of the event
 * @param isRepeat whether it was stored earlier already, under the same key
 */
public record Receipt(String id, boolean isRepeat) {}
