package dev.courant.hub.connection;

import dev.courant.access.Caller;
import dev.courant.access.Client;

/**
 * Who wants to read, and how.
 *
 * @param caller who it is
 * @param client by which program, and from where
 * @param transport the way to it
 */
public record Visitor(Caller caller, Client client, Transport transport) {}
