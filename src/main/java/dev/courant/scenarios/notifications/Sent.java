package dev.courant.scenarios.notifications;

/** How many notices were sent so far, to whomever. */
public record Sent(long sent) {}
