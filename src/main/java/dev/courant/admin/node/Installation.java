package dev.courant.admin.node;

import java.net.URI;
import java.time.Instant;

/**
 * What is running here.
 *
 * @param id names this node among others, until it is started again
 * @param host the name of the machine
 * @param version of this program
 * @param startedAt when it was started
 * @param hubUrl its public URL
 */
public record Installation(String id, String host, String version, Instant startedAt, URI hubUrl) {}
