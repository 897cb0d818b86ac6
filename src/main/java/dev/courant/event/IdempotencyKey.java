package dev.courant.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Names one very publication of one publisher: sent again within the window, it is answered as
 * before and not stored again.
 *
 * @param subject who published, so that publishers do not meet; {@link #APPLICATION} for the
 *     application that the hub lives in
 * @param name 1 to {@value #MAX_BYTES} bytes of UTF-8 without control and format characters
 */
public record IdempotencyKey(String subject, String name) {
  /** The subject of the application that the hub lives in. */
  public static final String APPLICATION = "";

  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /** The longest subject, in bytes of UTF-8: it has to fit into an index. */
  public static final int MAX_SUBJECT_BYTES = 1024;

  /**
   * A key.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when the name is not allowed, or the subject
   *     is none that every store can keep
   */
  public IdempotencyKey {
    TextRules.requireName("An idempotency key", name, MAX_BYTES);
    TextRules.requireWellFormed("The subject of an idempotency key", subject);
    if (subject.indexOf('\0') >= 0 || subject.getBytes(UTF_8).length > MAX_SUBJECT_BYTES) {
      throw new RefusedException(
          Refusal.INVALID,
          "A subject with the character U+0000, or of more than %,d bytes, cannot use idempotency keys"
              .formatted(MAX_SUBJECT_BYTES));
    }
  }
}
