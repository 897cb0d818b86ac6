package dev.courant.event.url;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** IPv6 addresses (WHATWG URL 3.5, "IPv6 parser" and "IPv6 serializer"). */
final class Ipv6 {
  private static final int PIECES = 8;
  private static final Pattern PIECE = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");

  private Ipv6() {}

  /** The address in its shortest spelling, without brackets; absent when it is none. */
  static Optional<String> parse(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return pieces(text).filter(all -> all.size() == PIECES).map(Ipv6::serialize);
    }
    String front = text.substring(0, gap);
    String back = text.substring(gap + 2);
    if (front.contains(".") || back.startsWith(":")) {
      return Optional.empty();
    }
    return pieces(front)
        .flatMap(first -> pieces(back).flatMap(last -> fill(first, last)))
        .map(Ipv6::serialize);
  }

  private static Optional<List<Integer>> fill(List<Integer> first, List<Integer> last) {
    int missing = PIECES - first.size() - last.size();
    if (missing < 1) {
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(first);
    all.addAll(Collections.nCopies(missing, 0));
    all.addAll(last);
    return Optional.of(all);
  }

  private static Optional<List<Integer>> pieces(String text) {
    List<Integer> pieces = new ArrayList<>();
    if (text.isEmpty()) {
      return Optional.of(pieces);
    }
    String[] groups = text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      boolean isLast = i == groups.length - 1;
      if (PIECE.matcher(groups[i]).matches()) {
        pieces.add(Integer.parseInt(groups[i], 16));
      } else if (!isLast || !addIpv4(groups[i], pieces)) {
        return Optional.empty();
      }
    }
    return Optional.of(pieces);
  }

  /** Adds the two pieces of an IPv4 address, which may stand at the end. */
  private static boolean addIpv4(String text, List<Integer> pieces) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    int[] values = new int[4];
    for (int i = 0; i < 4; i++) {
      if (!OCTET.matcher(octets[i]).matches() || Integer.parseInt(octets[i]) > 0xFF) {
        return false;
      }
      values[i] = Integer.parseInt(octets[i]);
    }
    pieces.add(values[0] << 8 | values[1]);
    pieces.add(values[2] << 8 | values[3]);
    return true;
  }

  /** The first of the longest runs of zeros, if longer than one, becomes two colons. */
  private static String serialize(List<Integer> pieces) {
    int start = 0;
    int length = 1;
    for (int i = 0; i < PIECES; i++) {
      int end = i;
      while (end < PIECES && pieces.get(end) == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return length < 2
        ? join(pieces)
        : join(pieces.subList(0, start)) + "::" + join(pieces.subList(start + length, PIECES));
  }

  private static String join(List<Integer> pieces) {
    return pieces.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
  }
}
