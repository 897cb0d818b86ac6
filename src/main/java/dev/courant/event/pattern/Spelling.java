package dev.courant.event.pattern;

import dev.courant.event.pattern.Part.Kind;
import dev.courant.event.url.EncodeSet;
import dev.courant.event.url.Host;
import dev.courant.event.url.Url;
import dev.courant.event.url.UrlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gives the fixed texts of a pattern the spelling that the same text has in a URL, so that the two
 * can be compared (URL Pattern, "Encoding callbacks").
 *
 * <p>The standard looks at each text by itself, as if it were all there is. Where that would change
 * what the pattern means, this does not follow: the {@code 10.0.0.} of {@code 10.0.0.*} is no
 * address, and the dot of {@code /files/.*} no dot segment. What cannot be told from a text that is
 * only a part is refused.
 */
final class Spelling {
  private final Component component;
  private final boolean special;

  /** Whether the host is an IPv6 address, as far as one can see. */
  private boolean ipv6;

  /**
   * The spelling of one component.
   *
   * @param special whether the pattern is for URLs whose scheme is special
   */
  Spelling(Component component, boolean special) {
    this.component = component;
    this.special = special;
  }

  /**
   * The parts with their texts in that spelling.
   *
   * @throws MalformedPatternException when a text cannot be in this component of a URL
   */
  List<Part> of(List<Part> parts) {
    ipv6 = !parts.isEmpty() && beginsWithBracket(parts.get(0));
    List<Part> spelled = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean first = i == 0 && part.isLiteral();
      boolean last = i == parts.size() - 1 && part.isLiteral();
      String value =
          part.kind() == Kind.FIXED_TEXT ? text(part.value(), first, last) : part.value();
      spelled.add(
          new Part(
              part.kind(),
              value,
              part.modifier(),
              text(part.prefix(), false, false),
              text(part.suffix(), false, false)));
    }
    return spelled;
  }

  private static boolean beginsWithBracket(Part part) {
    return part.prefix().startsWith("[")
        || (part.kind() == Kind.FIXED_TEXT && part.value().startsWith("["));
  }

  private String text(String text, boolean first, boolean last) {
    if (text.isEmpty()) {
      return text;
    }
    return switch (component) {
      case PROTOCOL -> protocol(text);
      case USERNAME, PASSWORD -> EncodeSet.USERINFO.encode(text);
      case HOSTNAME -> hostname(text, first, last);
      case PORT -> port(text, first && last);
      case PATHNAME -> special ? path(text, first, last) : EncodeSet.C0_CONTROL.encode(text);
      case SEARCH -> (special ? EncodeSet.SPECIAL_QUERY : EncodeSet.QUERY).encode(text);
      case HASH -> EncodeSet.FRAGMENT.encode(text);
    };
  }

  private static String protocol(String text) {
    if (!Url.isScheme(text)) {
      throw new MalformedPatternException(
          "has \"" + text + "\" before a colon, as if it were a scheme; write {\\:} for a colon");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private String hostname(String text, boolean first, boolean last) {
    if (first && last) {
      return Host.parse(text, special).orElseThrow(() -> badHost(text));
    }
    if (ipv6 && text.chars().allMatch(c -> "[]:0123456789abcdefABCDEF".indexOf(c) >= 0)) {
      return text.toLowerCase(Locale.ROOT);
    }
    if (!special) {
      return Host.opaque(text).orElseThrow(() -> badHost(text));
    }
    requireWholeLabels(text, first, last);
    return Host.domain(text).orElseThrow(() -> badHost(text));
  }

  /** A part of a label has no Punycode of its own. */
  private static void requireWholeLabels(String text, boolean first, boolean last) {
    int start = first ? 0 : text.indexOf('.');
    int end = last ? text.length() : text.lastIndexOf('.');
    String partial =
        start < 0 ? text : text.substring(0, start) + text.substring(Math.max(start, end));
    if (partial.chars().anyMatch(c -> c > 0x7F)) {
      throw new MalformedPatternException(
          "has a group inside a label of a host that is not ASCII; write that in its xn-- form");
    }
  }

  private static MalformedPatternException badHost(String text) {
    return new MalformedPatternException(
        "has \"" + text + "\" in its host, which cannot be there in this spelling");
  }

  private static String port(String text, boolean whole) {
    boolean isNumber = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber && !whole) {
      return text;
    }
    return Url.portNumber(text)
        .orElseThrow(() -> new MalformedPatternException("has a port that is no port number"));
  }

  private static String path(String text, boolean first, boolean last) {
    String slashes = text.replace('\\', '/');
    int lastSlash = slashes.lastIndexOf('/');
    if (!last && lastSlash >= 0 && UrlPath.isDot(slashes.substring(lastSlash + 1))) {
      throw dotSegment();
    }
    if (first && slashes.startsWith("/")) {
      // Beginning at the root, so that dot segments can be removed; an end that is not the end of
      // a segment is none of those, and stays.
      return UrlPath.normalize(slashes);
    }
    String[] segments = slashes.split("/", -1);
    for (int i = 1; i < segments.length; i++) {
      if (UrlPath.isDot(segments[i])) {
        throw dotSegment();
      }
    }
    return EncodeSet.PATH.encode(slashes);
  }

  private static MalformedPatternException dotSegment() {
    return new MalformedPatternException(
        "has a segment of dots beside a group or behind one, and no URL has such a segment");
  }
}
