package dev.courant.scenarios.notifications;

/** A user has read a notice: told to all tabs of that user. */
public record ReadMark(String user, String id) {}
