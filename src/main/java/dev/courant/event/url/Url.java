package dev.courant.event.url;

import java.util.Map;
import java.util.Optional;

/**
 * A URL, taken apart and in its one spelling (WHATWG URL, "URL representation"). Every part is
 * ASCII; one that is absent is empty.
 *
 * @param scheme in lower case, without the colon
 * @param username percent-encoded
 * @param password percent-encoded
 * @param host in lower case and, where letters other than ASCII were in it, in Punycode; an IPv6
 *     address in brackets
 * @param port in digits; empty for the port that the scheme has by default
 * @param path percent-encoded, without dot segments; where the scheme is one of the web's it begins
 *     with a slash
 * @param opaque whether the path is one text without segments, as in {@code urn:isbn:1}
 * @param query percent-encoded, without the question mark
 * @param fragment percent-encoded, without the number sign
 */
public record Url(
    String scheme,
    String username,
    String password,
    String host,
    String port,
    String path,
    boolean opaque,
    String query,
    String fragment) {
  /** The special schemes of the standard, each with its default port. */
  private static final Map<String, String> DEFAULT_PORTS =
      Map.of("http", "80", "https", "443", "ws", "80", "wss", "443", "ftp", "21", "file", "");

  private static final int LARGEST_PORT = 0xFFFF;
  private static final int LONGEST_PORT = 5;

  /** Reads a URL that stands for itself; absent when the text is not one. */
  public static Optional<Url> parse(String text) {
    return UrlStructure.of(text, Optional.empty()).flatMap(Url::of);
  }

  /** Reads a URL, or one relative to this; absent when the text is neither. */
  public Optional<Url> resolve(String text) {
    return UrlStructure.of(text, Optional.of(this)).flatMap(Url::of);
  }

  /**
   * The path that {@link #resolve} would come to, also where it fails for the host: a name that is
   * not a host here may be one elsewhere. Absent when the text cannot be read at all.
   */
  public Optional<String> pathOf(String text) {
    return UrlStructure.of(text, Optional.of(this)).map(UrlStructure::path);
  }

  /**
   * Whether the scheme is one of the web's, for which the standard knows better than the text:
   * those forgive missing slashes, and back slashes count as slashes.
   */
  public static boolean isSpecial(String scheme) {
    return DEFAULT_PORTS.containsKey(scheme);
  }

  /** Whether that is the port which the scheme has by default. */
  public static boolean isDefaultPort(String scheme, String port) {
    return port.equals(DEFAULT_PORTS.get(scheme));
  }

  /** Whether a text has the form of a scheme. */
  public static boolean isScheme(String text) {
    return !text.isEmpty()
        && UrlPath.isAsciiLetter(text.charAt(0))
        && text.chars()
            .allMatch(c -> UrlPath.isAsciiLetter((char) c) || "0123456789+-.".indexOf(c) >= 0);
  }

  /** A port without leading zeros; absent when it is not a number, or too large for a port. */
  public static Optional<String> portNumber(String text) {
    if (text.chars().anyMatch(c -> c < '0' || c > '9')) {
      return Optional.empty();
    }
    String number = text.replaceFirst("^0+(?=.)", "");
    boolean isPort =
        number.length() <= LONGEST_PORT
            && (number.isEmpty() || Integer.parseInt(number) <= LARGEST_PORT);
    return isPort ? Optional.of(number) : Optional.empty();
  }

  /** The special schemes of the standard. */
  public static Iterable<String> specialSchemes() {
    return DEFAULT_PORTS.keySet();
  }

  private static Optional<Url> of(UrlStructure structure) {
    return Authority.of(structure)
        .map(
            authority ->
                new Url(
                    structure.scheme(),
                    authority.username(),
                    authority.password(),
                    authority.host(),
                    authority.port(),
                    structure.path(),
                    structure.opaque(),
                    structure.query(),
                    structure.fragment()));
  }
}
