package dev.courant.hub;

/**
 * How many connections may be open at a time.
 *
 * @param total all together
 * @param perSubject those of one caller; callers without credentials are not counted by this
 * @param perAddress those from one network address
 */
public record ConnectionLimits(int total, int perSubject, int perAddress) {
  /** What does not limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;
}
