package dev.courant.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.stream.Stream;

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
  private static final Pattern HOST = Pattern.compile("[/\\\\]{2}[^/\\\\?#]*");
  private static final Pattern HOST_BEHIND_MORE_SLASHES = Pattern.compile("[/\\\\]{3,}[^/\\\\?#]*");
  private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final Set<String> SPECIAL_SCHEMES =
      Set.of("http", "https", "ws", "wss", "ftp", "file");

  private final String shownPath;
  private final String hubPath;

  ReservedTopics(URI hubUrl) {
    this.shownPath = hubUrl.getRawPath().isEmpty() ? "/" : hubUrl.getRawPath();
    this.hubPath = normalize(shownPath);
  }

  /** Refuses a topic that is reserved ({@link Refusal#INVALID}). */
  void requireFree(Topic topic) {
    if (isReserved(topic.name().strip())) {
      throw new RefusedException(
          Refusal.INVALID, "Topics at or below \"" + shownPath + "\" are reserved for the hub");
    }
  }

  private boolean isReserved(String name) {
    Matcher scheme = SCHEME.matcher(name);
    if (!scheme.lookingAt()) {
      return isReservedReference(name);
    }
    String rest = name.substring(scheme.end());
    if (!SPECIAL_SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
      return rest.startsWith("/") && isReservedReference(rest);
    }
    // Two slashes are expected here. Where some are missing, it depends on the scheme whether what
    // follows is a host, a path, or relative to the hub.
    boolean reserved = isReservedReference(rest);
    while (!reserved && !HOST.matcher(rest).lookingAt()) {
      rest = "/" + rest;
      reserved = isReservedReference(rest);
    }
    return reserved;
  }

  private boolean isReservedReference(String reference) {
    String path = reference.split("[?#]", 2)[0];
    if (path.isEmpty()) {
      // Only a query or a fragment: the hub's own URL.
      return true;
    }
    return liesBelow(path)
        || isReservedBehind(HOST, path)
        || isReservedBehind(HOST_BEHIND_MORE_SLASHES, path);
  }

  private boolean isReservedBehind(Pattern host, String reference) {
    Matcher found = host.matcher(reference);
    return found.lookingAt()
        && liesBelow("/" + reference.substring(found.end()).replaceFirst("^[/\\\\]", ""));
  }

  /** Back slashes are slashes where the scheme is one of the web's, and letters elsewhere. */
  private boolean liesBelow(String path) {
    return Stream.of(path, path.replace('\\', '/'))
        .distinct()
        .map(p -> normalize(p.startsWith("/") ? p : shownPath + "/../" + p))
        .anyMatch(p -> p.equals(hubPath) || p.startsWith(hubPath + "/"));
  }

  /** Makes one text of every spelling of an absolute path: a character for each byte of UTF-8. */
  private static String normalize(String path) {
    List<String> segments = new ArrayList<>();
    String bytes = new String(path.getBytes(UTF_8), ISO_8859_1);
    String decoded = ENCODED.matcher(bytes).replaceAll(ReservedTopics::decode);
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

  /** Decodes a byte, unless that would make a slash or another encoded byte of it. */
  private static String decode(MatchResult encoded) {
    char c = (char) Integer.parseInt(encoded.group(1), 16);
    String plain = "/\\%".indexOf(c) < 0 ? String.valueOf(c) : encoded.group();
    return Matcher.quoteReplacement(plain);
  }
}
