package dev.courant.admin.page;

import dev.courant.access.FormFields;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;

/**
 * A part of a long list.
 *
 * @param offset how many to pass over
 * @param limit how many there may be in it
 */
public record Page(int offset, int limit) {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  /**
   * The page that a query asks for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a parameter is not good
   */
  public static Page in(FormFields query) {
    return new Page(query.number("offset", 0, 0, Integer.MAX_VALUE), limitIn(query));
  }

  /** The same for a list that is gone through in another way: how many there may be. */
  public static int limitIn(FormFields query) {
    return query.number("limit", USUAL, 1, MOST);
  }

  /** How many of a list have to be known for this. */
  public int end() {
    return offset + limit;
  }
}
