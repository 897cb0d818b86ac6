package dev.courant.scenarios.feed;

/**
 * What somebody has written.
 *
 * @param id made by whoever wrote it, so that the writer's page knows it when it comes back
 * @param author a name
 * @param text at most {@value FeedBean#TEXT_MAX_CHARS} characters
 */
public record Post(String id, String author, String text) {}
