package dev.courant.event.url;

import java.util.Locale;

/** A path while it is put together (WHATWG URL, "path state"). Not thread-safe. */
public final class UrlPath {
  private final String scheme;
  private final StringBuilder path;

  /**
   * Goes on from a path.
   *
   * @param start what is there already; empty, or begins with a slash
   */
  UrlPath(String scheme, String start) {
    this.scheme = scheme;
    this.path = new StringBuilder(start);
  }

  /**
   * Adds the segments of a text, which are those behind its first slash: dot segments are removed,
   * the others encoded.
   */
  String append(String text) {
    if (text.isEmpty() && !Url.isSpecial(scheme)) {
      return path.toString();
    }
    int start = text.isEmpty() ? 0 : 1;
    for (int end = start; end <= text.length(); end++) {
      if (end == text.length() || isSlash(scheme, text.charAt(end))) {
        segment(text.substring(start, end), end == text.length());
        start = end + 1;
      }
    }
    return path.toString();
  }

  /** A path that begins with a slash, as it is spelled where the scheme is special. */
  public static String normalize(String path) {
    return new UrlPath("https", "").append(path);
  }

  /** Whether a segment is none: it names the same directory, or the one above. */
  public static boolean isDot(String segment) {
    return isSingleDot(segment) || isDoubleDot(segment);
  }

  /** Removes the last segment. */
  UrlPath shorten() {
    int lastSlash = path.lastIndexOf("/");
    boolean isDrive = lastSlash == 0 && path.length() == 3 && path.charAt(2) == ':';
    if (lastSlash >= 0 && !(isFile() && isDrive && startsWithDrive(path.substring(1)))) {
      path.setLength(lastSlash);
    }
    return this;
  }

  /** Whether the character separates segments in a URL of that scheme. */
  static boolean isSlash(String scheme, char c) {
    return c == '/' || (c == '\\' && Url.isSpecial(scheme));
  }

  private static boolean isSingleDot(String segment) {
    return segment.equals(".") || segment.equalsIgnoreCase("%2e");
  }

  private static boolean isDoubleDot(String segment) {
    return switch (segment.toLowerCase(Locale.ROOT)) {
      case "..", ".%2e", "%2e.", "%2e%2e" -> true;
      default -> false;
    };
  }

  /** Whether a text begins with a drive as {@code C:} or {@code C|}, and no more of a name. */
  static boolean startsWithDrive(String text) {
    return text.length() >= 2
        && isAsciiLetter(text.charAt(0))
        && (text.charAt(1) == ':' || text.charAt(1) == '|')
        && (text.length() == 2 || "/\\".indexOf(text.charAt(2)) >= 0);
  }

  static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void segment(String segment, boolean isLast) {
    if (isDoubleDot(segment)) {
      shorten();
      if (isLast) {
        path.append('/');
      }
    } else if (isSingleDot(segment)) {
      if (isLast) {
        path.append('/');
      }
    } else if (isFile() && path.isEmpty() && segment.length() == 2 && startsWithDrive(segment)) {
      path.append('/').append(segment.charAt(0)).append(':');
    } else {
      path.append('/').append(EncodeSet.PATH.encode(segment));
    }
  }

  private boolean isFile() {
    return scheme.equals("file");
  }
}
