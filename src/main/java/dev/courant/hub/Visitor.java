package dev.courant.hub;

import dev.courant.access.Caller;

/**
 * Who wants to read, and from where.
 *
 * @param caller who it is
 * @param address the network address of its machine, as text
 */
public record Visitor(Caller caller, String address) {}
