package dev.courant.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.MatcherText;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.wire.SubscriptionFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a path of the subscriptions API asks for (Mercure draft 08, "Active Subscriptions").
 *
 * @param format how it is asked for and answered
 * @param matchType the type of the matcher, where it is told
 * @param match the matcher as it was asked for; absent where all are meant
 * @param subscriber whose subscription is meant; absent where those of everybody are
 */
record SubscriptionPath(
    SubscriptionFormat format,
    Optional<String> matchType,
    Optional<String> match,
    Optional<String> subscriber) {
  /** Those that somebody may ask for, by whatever name. */
  private static final List<String> TYPES =
      List.of(MatcherText.EXACT, MatcherText.URL_PATTERN, MatcherText.URI_TEMPLATE);

  private static final int MOST_SEGMENTS = 3;

  /**
   * Reads a path.
   *
   * @param below the path as it was sent, behind that of the API: empty, or beginning with a slash
   * @param legacy whether the paths of Mercure 0.x are meant, where one can be read in both ways
   * @throws RefusedException when nothing can be there ({@link Refusal#NOT_FOUND}), or ({@link
   *     Refusal#INVALID}) when it is not encoded as it should be
   */
  static SubscriptionPath parse(String below, boolean legacy) {
    List<String> segments = new ArrayList<>();
    for (String segment : below.isEmpty() ? new String[0] : below.substring(1).split("/", -1)) {
      if (segment.isEmpty()) {
        throw nothingThere();
      }
      segments.add(decode(segment));
    }
    return legacy && isLegacy(segments)
        ? new SubscriptionPath(
            SubscriptionFormat.JSON_LD, Optional.empty(), at(segments, 0), at(segments, 1))
        : of(segments);
  }

  private static SubscriptionPath of(List<String> segments) {
    if (segments.size() == 1 || segments.size() > MOST_SEGMENTS) {
      throw nothingThere();
    }
    Optional<String> type = at(segments, 0);
    if (type.isPresent() && !TYPES.contains(type.get())) {
      throw new RefusedException(
          Refusal.INVALID,
          "A matcher cannot be of that type; there are %s".formatted(String.join(", ", TYPES)));
    }
    return new SubscriptionPath(SubscriptionFormat.MERCURE, type, at(segments, 1), at(segments, 2));
  }

  private static boolean isLegacy(List<String> segments) {
    return segments.size() < 2 || (segments.size() == 2 && !TYPES.contains(segments.get(0)));
  }

  /** The path as the hub itself writes it: the topic that has to be granted. */
  String under(String hubPath) {
    List<String> segments = new ArrayList<>();
    matchType.ifPresent(segments::add);
    match.ifPresent(segments::add);
    subscriber.ifPresent(segments::add);
    return SubscriptionFormat.below(hubPath, segments.toArray(String[]::new));
  }

  /** The subscriptions that are asked for. */
  SubscriptionQuery query() {
    return new SubscriptionQuery(matchType, match, subscriber);
  }

  private static Optional<String> at(List<String> segments, int index) {
    return index < segments.size() ? Optional.of(segments.get(index)) : Optional.empty();
  }

  private static String decode(String segment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    byte[] input = segment.getBytes(UTF_8);
    for (int i = 0; i < input.length; i++) {
      if (input[i] != '%') {
        bytes.write(input[i]);
        continue;
      }
      int high = i + 2 < input.length ? Character.digit(input[i + 1], 16) : -1;
      int low = i + 2 < input.length ? Character.digit(input[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new RefusedException(Refusal.INVALID, "A percent sign begins two hexadecimal digits");
      }
      bytes.write(high * 16 + low);
      i += 2;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Refusal.INVALID, "The path is not valid UTF-8");
    }
  }

  private static RefusedException nothingThere() {
    return new RefusedException(Refusal.NOT_FOUND, "There is nothing at this path");
  }
}
