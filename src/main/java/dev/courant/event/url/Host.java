package dev.courant.event.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts in their one spelling (WHATWG URL 3.5, "Host parsing"). */
public final class Host {
  private static final String FORBIDDEN = "\0\t\n\r #/:<>?@[\\]^|";

  /** The longest name in the domain name system, in characters. */
  private static final int MAX_DOMAIN_CHARACTERS = 255;

  /**
   * Letters that the standard keeps, while {@link IDN}, which goes by the older RFC 3490, writes
   * others for them or leaves them out: what it makes of these would be the name of somebody else.
   */
  private static final String READ_DIFFERENTLY = "\u00DF\u03C2\u200C\u200D";

  /** A label in Punycode with something that Punycode does not have. */
  private static final Pattern BAD_PUNYCODE =
      Pattern.compile("(?:^|\\.)xn--(?:$|\\.|[^.]*[^a-z0-9.-]|[^.]*-(?:$|\\.))");

  /** Those of other scripts count as well (RFC 3490, section 3.1). */
  private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

  private Host() {}

  /**
   * A host.
   *
   * @param special whether it is that of a special scheme, and so the name of a domain
   * @return its spelling; absent when it is not allowed, or is a name with letters for which {@link
   *     IDN} has no safe spelling
   */
  public static Optional<String> parse(String text, boolean special) {
    if (text.startsWith("[")) {
      return text.endsWith("]")
          ? Ipv6.parse(text.substring(1, text.length() - 1)).map(address -> "[" + address + "]")
          : Optional.empty();
    }
    if (!special) {
      return opaque(text);
    }
    return decode(text)
        .flatMap(Host::domain)
        .flatMap(domain -> Ipv4.isMeant(domain) ? Ipv4.parse(domain) : Optional.of(domain));
  }

  /** The host of a URL whose scheme is not special, or a part of it. */
  public static Optional<String> opaque(String text) {
    return text.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)
        ? Optional.empty()
        : Optional.of(EncodeSet.C0_CONTROL.encode(text));
  }

  /** The name of a domain, or some whole labels of it with the dots between and around them. */
  public static Optional<String> domain(String name) {
    return toAscii(name)
        .filter(ascii -> !ascii.isEmpty())
        .filter(ascii -> ascii.chars().noneMatch(Host::isForbiddenInDomains));
  }

  private static boolean isForbiddenInDomains(int c) {
    return c <= 0x1F || c >= 0x7F || c == '%' || FORBIDDEN.indexOf(c) >= 0;
  }

  private static Optional<String> toAscii(String name) {
    if (name.chars().allMatch(c -> c < 0x80)) {
      String ascii = name.toLowerCase(Locale.ROOT);
      return BAD_PUNYCODE.matcher(ascii).find() ? Optional.empty() : Optional.of(ascii);
    }
    if (name.length() > MAX_DOMAIN_CHARACTERS
        || name.chars().anyMatch(c -> READ_DIFFERENTLY.indexOf(c) >= 0)) {
      return Optional.empty();
    }
    List<String> labels = new ArrayList<>();
    try {
      // One by one, since an empty one would be refused.
      for (String label : DOT.split(name, -1)) {
        labels.add(label.isEmpty() ? label : IDN.toASCII(label).toLowerCase(Locale.ROOT));
      }
    } catch (IllegalArgumentException notLabel) {
      return Optional.empty();
    }
    return Optional.of(String.join(".", labels));
  }

  private static Optional<String> decode(String text) {
    if (text.indexOf('%') < 0) {
      return Optional.of(text);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] octets = text.getBytes(UTF_8);
    for (int i = 0; i < octets.length; i++) {
      int high =
          octets[i] == '%' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(octets[i + 2], 16) : -1;
      bytes.write(low >= 0 ? high * 16 + low : octets[i]);
      i += low >= 0 ? 2 : 0;
    }
    try {
      ByteBuffer decoded = ByteBuffer.wrap(bytes.toByteArray());
      return Optional.of(UTF_8.newDecoder().decode(decoded).toString());
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }
}
