package dev.courant.hub;

/**
 * How far something has got that is meant for all nodes. An immutable value.
 *
 * @param isAlone whether there is nobody to reach, since this hub shares its history with nobody
 * @param isCutOff whether the others cannot be reached at all now; nobody knows then how many they
 *     are
 * @param asked how many others were asked
 * @param answered how many of them have answered in time
 */
public record Reach(boolean isAlone, boolean isCutOff, int asked, int answered) {
  /** There is nobody else. */
  public static final Reach ALONE = new Reach(true, false, 0, 0);

  /** The others cannot be reached now. */
  public static final Reach CUT_OFF = new Reach(false, true, 0, 0);

  /** Of so many others so many have answered. */
  public static Reach of(int asked, int answered) {
    return new Reach(false, false, asked, answered);
  }

  /** Whether all have answered that there are. */
  public boolean isComplete() {
    return !isCutOff && answered >= asked;
  }

  /** Of two steps: who has missed one of them counts as missing. */
  public Reach and(Reach next) {
    if (isAlone || next.isCutOff) {
      return next;
    }
    if (next.isAlone || isCutOff) {
      return this;
    }
    int missing = Math.max(asked - answered, next.asked - next.answered);
    int most = Math.max(asked, next.asked);
    return of(most, most - missing);
  }
}
