package dev.courant.wire;

import java.util.Optional;

/**
 * One thing that one connection asks for, as others are told of it (Mercure draft 08, "Active
 * Subscriptions").
 *
 * @param matchType how {@code match} is read, by the name that the protocol has for that
 * @param match what is asked for: a topic, a pattern, or {@code *} for every topic
 * @param subscriber the name under which the hub knows the connection
 * @param payload what the token of the subscriber says about it: a JSON value, as text
 */
public record Subscription(
    String matchType, String match, String subscriber, Optional<String> payload) {}
