package dev.courant.event;

import java.util.regex.Pattern;

/**
 * A place in the one total order of the log.
 *
 * @param epoch names the history that the offset counts in: lower-case letters and digits. A log
 *     that is new, or was restored, starts a new epoch
 * @param offset counts the events of the log from 1; 0 is before the first. Offsets go on counting
 *     over a change of the epoch
 */
public record Position(String epoch, long offset) {
  private static final Pattern EPOCH = Pattern.compile("[0-9a-z]{1,32}");

  /**
   * A position.
   *
   * @throws IllegalArgumentException when the epoch is not 1 to 32 letters and digits, or the
   *     offset is negative
   */
  public Position {
    if (!EPOCH.matcher(epoch).matches()) {
      throw new IllegalArgumentException("Not an epoch: " + epoch);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("Not an offset: " + offset);
    }
  }

  /** The text form, {@code epoch-offset}. */
  @Override
  public String toString() {
    return epoch + "-" + offset;
  }
}
