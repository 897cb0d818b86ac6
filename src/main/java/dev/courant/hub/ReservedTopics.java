package dev.courant.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.HubTopics;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.url.Url;
import java.net.URI;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics that nobody may publish on: those which, read as a URL relative to the hub's own, lie
 * at or below its path, on whatever scheme and host (Mercure draft 08, "Publication"). The hub
 * speaks about itself there, and nobody else may pretend to.
 */
final class ReservedTopics {
  private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");

  private final Url hubUrl;
  private final String hubPath;

  ReservedTopics(URI hubUrl) {
    this.hubUrl =
        Url.parse(hubUrl.toString())
            .orElseThrow(() -> new IllegalArgumentException("Not a URL: " + hubUrl));
    this.hubPath = decode(this.hubUrl.path());
  }

  /** Refuses a topic that is reserved ({@link Refusal#INVALID}). */
  void requireFree(Topic topic) {
    if (HubTopics.isOne(topic)) {
      throw new RefusedException(
          Refusal.INVALID, "Topics that begin with \"urn:courant:hub:\" are reserved for the hub");
    }
    if (hubUrl.pathOf(topic.name()).filter(this::isReserved).isPresent()) {
      throw new RefusedException(
          Refusal.INVALID, "Topics at or below \"" + hubUrl.path() + "\" are reserved for the hub");
    }
  }

  private boolean isReserved(String path) {
    String decoded = decode(path);
    return decoded.equals(hubPath) || decoded.startsWith(hubPath + "/");
  }

  /** Makes one text of every spelling of a path: a character for each byte of UTF-8. */
  private static String decode(String path) {
    String bytes = new String(path.getBytes(UTF_8), ISO_8859_1);
    return ENCODED.matcher(bytes).replaceAll(ReservedTopics::decode);
  }

  /** Decodes a byte, unless that would make a slash or another encoded byte of it. */
  private static String decode(MatchResult encoded) {
    char c = (char) Integer.parseInt(encoded.group(1), 16);
    String plain =
        "/\\%".indexOf(c) < 0 ? String.valueOf(c) : encoded.group().toUpperCase(Locale.ROOT);
    return Matcher.quoteReplacement(plain);
  }
}
