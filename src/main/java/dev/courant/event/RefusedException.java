package dev.courant.event;

/**
 * Something was not accepted, and nothing of it has happened. The message is a sentence for the one
 * who asked: it says what was wrong and what is allowed, and holds no secret.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  /**
   * A refusal.
   *
   * @param refusal the reason
   * @param detail a sentence for the one who asked
   */
  public RefusedException(Refusal refusal, String detail) {
    super(detail);
    this.refusal = refusal;
  }

  /** The reason. */
  public Refusal refusal() {
    return refusal;
  }

  /** The sentence for the one who asked. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
