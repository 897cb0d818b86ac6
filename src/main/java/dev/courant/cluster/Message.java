package dev.courant.cluster;

import java.util.Optional;

/**
 * What one node tells the others.
 *
 * @param id in the order in which they are made, more or less
 * @param answers the message that this is the answer to
 * @param sender the node
 * @param kind what it is about
 * @param body JSON
 */
record Message(long id, Optional<Long> answers, String sender, String kind, String body) {}
