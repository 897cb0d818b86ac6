package dev.courant.event.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** IPv4 addresses in all their spellings (WHATWG URL 3.5, "IPv4 parser"). */
final class Ipv4 {
  /** Larger than every address, and small enough to go on counting from. */
  private static final long TOO_LARGE = 1L << 40;

  private Ipv4() {}

  /** Whether a domain can only be meant as an address: it ends in a number. */
  static boolean isMeant(String domain) {
    List<String> labels = labels(domain);
    if (labels.isEmpty()) {
      return false;
    }
    String last = labels.get(labels.size() - 1);
    return (!last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9'))
        || number(last).isPresent();
  }

  /** The address as four numbers with dots between them; absent when it is none. */
  static Optional<String> parse(String domain) {
    List<String> labels = labels(domain);
    if (labels.size() > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < labels.size(); i++) {
      OptionalLong number = number(labels.get(i));
      // The last number fills up all the bytes that are left.
      int bits = i == labels.size() - 1 ? 8 * (4 - i) : 8;
      if (number.isEmpty() || number.getAsLong() >> bits != 0) {
        return Optional.empty();
      }
      address = address << bits | number.getAsLong();
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(
                address >> 24 & 0xFF, address >> 16 & 0xFF, address >> 8 & 0xFF, address & 0xFF));
  }

  private static List<String> labels(String domain) {
    List<String> labels = new ArrayList<>(List.of(domain.split("\\.", -1)));
    if (labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }

  /** A number in decimal, in octal behind 0, or in hexadecimal behind 0x. */
  private static OptionalLong number(String text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    boolean isHexadecimal = text.startsWith("0x") || text.startsWith("0X");
    boolean isOctal = !isHexadecimal && text.length() > 1 && text.startsWith("0");
    int radix = isHexadecimal ? 16 : isOctal ? 8 : 10;
    long value = 0;
    for (char c : text.substring(isHexadecimal ? 2 : isOctal ? 1 : 0).toCharArray()) {
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return OptionalLong.empty();
      }
      value = Math.min(TOO_LARGE, value * radix + digit);
    }
    return OptionalLong.of(value);
  }
}
