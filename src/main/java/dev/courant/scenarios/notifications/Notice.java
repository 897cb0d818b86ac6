package dev.courant.scenarios.notifications;

/**
 * Something came for a user.
 *
 * @param id of the notice: a page that gets it twice knows it by that
 * @param user whose inbox it lies in
 * @param sender the name of whoever sent it
 * @param text what it says
 * @param at when it was sent, in milliseconds since 1970
 * @param read whether the user has read it
 */
public record Notice(String id, String user, String sender, String text, long at, boolean read) {}
