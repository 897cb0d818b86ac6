package dev.courant.scenarios.feed;

/**
 * Somebody likes a post.
 *
 * @param post its id
 * @param likes how many do now
 */
public record Like(String post, int likes) {}
