package dev.courant.hub;

import dev.courant.hub.measure.Measures;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What the hub takes from the machine that it runs on.
 *
 * @param clockMillis the time, in milliseconds since 1970
 * @param nanoClock the time, in nanoseconds from some origin
 * @param random numbers from 0 to 1, for what must not happen to everybody at once
 * @param threads makes the hub's threads
 * @param measures is told what the hub does
 */
public record Surroundings(
    LongSupplier clockMillis,
    LongSupplier nanoClock,
    DoubleSupplier random,
    ThreadFactory threads,
    Measures measures) {
  /** The clocks of this machine and its chance, and these threads. */
  public static Surroundings real(ThreadFactory threads, Measures measures) {
    return new Surroundings(
        System::currentTimeMillis,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        threads,
        measures);
  }
}
