package dev.courant.admin.node;

import java.net.URI;
import java.time.Instant;

/**
 * What is running here.
 *
 * @param host the name of the machine
 * @param version of this program
 * @param startedAt when it was started
 * @param hubUrl its public URL
 */
public record Installation(String host, String version, Instant startedAt, URI hubUrl) {}
