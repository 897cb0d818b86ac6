package dev.courant.event;

import java.nio.charset.StandardCharsets;

/** Which characters may appear in which part of a publication. */
final class TextRules {
  private TextRules() {}

  /**
   * Checks a name that goes into one line of a stream or into a URL. Control characters would
   * inject fields into the stream; format characters (zero-width, bidirectional) make two names
   * look alike.
   *
   * @param what how the refusal names the value
   * @throws RefusedException when {@code name} is empty, too long or has a forbidden character
   */
  static void requireName(String what, String name, int maxBytes) {
    if (name.isEmpty()) {
      throw invalid(what + " must not be empty");
    }
    requireWellFormed(what, name);
    name.codePoints()
        .filter(TextRules::isForbiddenInNames)
        .findFirst()
        .ifPresent(
            c -> {
              throw invalid("%s must not contain the character U+%04X".formatted(what, c));
            });
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      throw invalid("%s has %,d bytes; at most %,d are allowed".formatted(what, bytes, maxBytes));
    }
  }

  /** Refuses text that UTF-8 cannot carry: a surrogate without its other half. */
  static void requireWellFormed(String what, String text) {
    // Only a surrogate that stands alone is a code point of its own.
    if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw invalid(what + " is not valid Unicode: it has half of a surrogate pair");
    }
  }

  /** Makes CRLF and CR into LF: an event stream cannot tell them apart (WHATWG HTML 9.2.6). */
  static String normalizeLines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** Whether {@code text} survives an {@code id:} line and an HTTP header unchanged. */
  static boolean isPrintableAscii(String text) {
    return !text.startsWith(" ")
        && !text.endsWith(" ")
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  private static boolean isForbiddenInNames(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT;
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
