package dev.courant.event.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** Which characters are percent-encoded in which part of a URL (WHATWG URL 1.3). */
public enum EncodeSet {
  /** Control characters, and everything beyond ASCII: part of every other set. */
  C0_CONTROL(""),
  /** In a fragment. */
  FRAGMENT(" \"<>`"),
  /** In a query. */
  QUERY(" \"#<>"),
  /** In the query of a URL whose scheme is special. */
  SPECIAL_QUERY(" \"#<>'"),
  /** In a segment of a path. */
  PATH(" \"#<>?^`{}"),
  /** In a user name or a password. */
  USERINFO(" \"#<>?^`{}/:;=@[\\]|");

  private final String ascii;

  EncodeSet(String ascii) {
    this.ascii = ascii;
  }

  /** The text with each byte of its UTF-8 that is in the set as {@code %XX}. */
  public String encode(String text) {
    if (text.chars().noneMatch(this::contains)) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(UTF_8)) {
      int value = octet & 0xFF;
      if (contains(value)) {
        encoded.append('%').append(hex(value >> 4)).append(hex(value & 0xF));
      } else {
        encoded.append((char) value);
      }
    }
    return encoded.toString();
  }

  /** Holds for bytes and for the parts of characters beyond ASCII alike. */
  private boolean contains(int value) {
    return value < 0x20 || value > 0x7E || ascii.indexOf(value) >= 0;
  }

  private static String hex(int digit) {
    return Integer.toHexString(digit).toUpperCase(Locale.ROOT);
  }
}
