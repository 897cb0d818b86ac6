package dev.courant.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of network addresses: those that begin with the same bits (RFC 4632; RFC 4291, section
 * 2.3).
 *
 * @param address one of them
 * @param prefixBits how many bits they have in common
 */
public record AddressBlock(InetAddress address, int prefixBits) {
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

  /** A block in its usual notation: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
  public static Optional<AddressBlock> parse(String text) {
    String[] parts = text.split("/", -1);
    Optional<InetAddress> address = address(parts[0]);
    if (address.isEmpty() || parts.length > 2) {
      return Optional.empty();
    }
    int longest = address.get().getAddress().length * Byte.SIZE;
    if (parts.length == 1) {
      return Optional.of(new AddressBlock(address.get(), longest));
    }
    return Optional.of(parts[1])
        .filter(bits -> DIGITS.matcher(bits).matches() && Integer.parseInt(bits) <= longest)
        .map(bits -> new AddressBlock(address.get(), Integer.parseInt(bits)));
  }

  /**
   * The address that a text is. A name is none: nobody is asked what it stands for. An IPv4 address
   * in IPv6 notation is that IPv4 address.
   */
  static Optional<InetAddress> address(String text) {
    boolean isV4 = V4.matcher(text).matches();
    boolean isV6 = text.indexOf(':') >= 0 && V6.matcher(text).matches();
    try {
      // Within brackets it is never looked up.
      return isV4 || isV6
          ? Optional.of(InetAddress.getByName(isV6 ? "[" + text + "]" : text))
          : Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Whether an address belongs to it. */
  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] others = other.getAddress();
    if (mine.length != others.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((mine[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
