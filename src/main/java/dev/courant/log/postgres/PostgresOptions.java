package dev.courant.log.postgres;

import dev.courant.log.Retention;
import java.time.Duration;
import java.util.Optional;

/**
 * How a log in PostgreSQL is kept.
 *
 * @param retention how long things are kept; where nodes differ, the strictest counts
 * @param epochNames names epochs
 * @param wasRestored whether the operator says that the database was put back from a back-up
 * @param predecessor whose history is taken over, if there is none yet
 * @param poll how often to look for what others have stored, hints aside
 */
public record PostgresOptions(
    Retention retention,
    EpochNames epochNames,
    boolean wasRestored,
    Optional<Predecessor> predecessor,
    Duration poll) {}
