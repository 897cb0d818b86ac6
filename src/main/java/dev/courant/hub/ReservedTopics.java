package dev.courant.hub;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics that nobody may publish on: those which, read as a URL relative to the hub's own, lie
 * at or below its path, on whatever scheme and host (Mercure draft 08, "Publication"). The hub
 * speaks about itself there, and nobody else may pretend to.
 *
 * <p>Topics are resolved as the WHATWG URL standard does, which is more lenient than {@link URI}:
 * back slashes count as slashes, encoded dots as dots. Where a topic can be read in two ways, being
 * reserved in one is enough.
 */
final class ReservedTopics {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):");
  private static final Pattern AUTHORITY = Pattern.compile("[/\\\\]{2}[/\\\\]*[^/\\\\?#]*");
  private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final Set<String> SPECIAL_SCHEMES =
      Set.of("http", "https", "ws", "wss", "ftp", "file");

  private final String hubPath;

  ReservedTopics(URI hubUrl) {
    this.hubPath = normalize(hubUrl.getRawPath());
  }

  /** Refuses a topic that is reserved ({@link Refusal#INVALID}). */
  void requireFree(Topic topic) {
    if (isReserved(topic.name().strip())) {
      throw new RefusedException(
          Refusal.INVALID, "Topics at or below \"" + hubPath + "\" are reserved for the hub");
    }
  }

  private boolean isReserved(String name) {
    Matcher scheme = SCHEME.matcher(name);
    if (!scheme.lookingAt()) {
      return isReservedReference(name);
    }
    String rest = name.substring(scheme.end());
    boolean special = SPECIAL_SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT));
    // "https:path" is relative to a base of that scheme, so a special scheme may say nothing at
    // all.
    return special ? isReservedReference(rest) : rest.startsWith("/") && isReservedReference(rest);
  }

  private boolean isReservedReference(String reference) {
    Matcher authority = AUTHORITY.matcher(reference);
    String withoutHost = authority.lookingAt() ? reference.substring(authority.end()) : reference;
    String path = withoutHost.split("[?#]", 2)[0].replace('\\', '/');
    if (path.isEmpty()) {
      // Only a query or a fragment: the hub's own URL, unless a host was named.
      return withoutHost.equals(reference);
    }
    return liesBelow(path.startsWith("/") ? path : hubPath + "/../" + path);
  }

  private boolean liesBelow(String path) {
    String normal = normalize(path);
    return normal.equals(hubPath) || normal.startsWith(hubPath + "/");
  }

  private static String normalize(String path) {
    List<String> segments = new ArrayList<>();
    String decoded = ENCODED.matcher(path).replaceAll(ReservedTopics::decodeUnreserved);
    for (String segment : decoded.substring(1).split("/", -1)) {
      if (segment.equals("..")) {
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
      } else if (!segment.equals(".")) {
        segments.add(segment);
      }
    }
    return "/" + String.join("/", segments);
  }

  /** Decodes what RFC 3986, section 2.3 calls unreserved; anything else stays as it is. */
  private static String decodeUnreserved(MatchResult encoded) {
    char c = (char) Integer.parseInt(encoded.group(1), 16);
    boolean letterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
    return letterOrDigit || "-._~".indexOf(c) >= 0
        ? String.valueOf(c)
        : Matcher.quoteReplacement(encoded.group());
  }
}
