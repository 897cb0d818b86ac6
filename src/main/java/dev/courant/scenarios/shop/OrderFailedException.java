package dev.courant.scenarios.shop;

/** Nothing came of an order. As a RuntimeException it rolls the transaction back. */
public class OrderFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String title;

  OrderFailedException(String title, String sentence) {
    super(sentence);
    this.title = title;
  }

  /** The reason in a word or two. */
  public String title() {
    return title;
  }

  /** A sentence for the customer. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
