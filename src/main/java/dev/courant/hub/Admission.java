package dev.courant.hub;

import dev.courant.hub.connection.Connection;
import java.util.Optional;

/**
 * A connection that was admitted.
 *
 * @param connection the connection: attach a channel to it, or let it depart
 * @param lastEventId the value of the header {@code Mercure-Last-Event-ID}; absent when the client
 *     presented no cursor
 */
public record Admission(Connection connection, Optional<String> lastEventId) {}
