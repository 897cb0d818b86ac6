package dev.courant.admin.history;

import dev.courant.access.FormFields;
import dev.courant.event.Event;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Insight;
import dev.courant.log.Bounds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in history to begin, and in which direction.
 *
 * @param offset forwards: behind this one; backwards: before it
 */
record Start(boolean forwards, long offset) {
  private static final Pattern POSITION = Pattern.compile("#?(?:([^#]+)-)?([0-9]{1,18})");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /**
   * What a query asks for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it cannot be read, or ({@link
   *     Refusal#NOT_FOUND}) when there is no such place
   */
  static Start in(FormFields query, Insight insight, Bounds bounds) {
    Optional<String> before = query.first("before");
    Optional<String> after = query.first("after");
    if (before.isPresent()) {
      return new Start(false, number("before", before.get()));
    } else if (after.isPresent()) {
      return new Start(true, number("after", after.get()));
    }
    boolean forwards = isForwards(query);
    Optional<Long> first = first(query, insight, bounds);
    if (first.isPresent()) {
      return new Start(forwards, first.get() + (forwards ? -1 : 1));
    }
    return new Start(forwards, forwards ? bounds.floor() : bounds.head().offset() + 1);
  }

  private static boolean isForwards(FormFields query) {
    return switch (query.first("direction").orElse("backwards")) {
      case "forwards" -> true;
      case "backwards" -> false;
      default ->
          throw new RefusedException(
              Refusal.INVALID, "\"direction\" is \"backwards\" or \"forwards\"");
    };
  }

  private static Optional<Long> first(FormFields query, Insight insight, Bounds bounds) {
    Optional<String> position = query.first("position");
    Optional<String> id = query.first("id");
    Optional<String> time = query.first("time");
    if (position.isPresent()) {
      return Optional.of(atPosition(position.get(), insight));
    } else if (id.isPresent()) {
      return Optional.of(ofId(id.get(), insight));
    }
    return time.map(text -> atTime(instant(text).toEpochMilli(), insight, bounds));
  }

  private static long atPosition(String text, Insight insight) {
    Matcher position = POSITION.matcher(text.strip());
    if (!position.matches()) {
      throw new RefusedException(
          Refusal.INVALID, "A position is an epoch, a hyphen and an offset, or an offset alone");
    }
    long offset = Long.parseLong(position.group(2));
    String epoch = position.group(1);
    if (offset == 0
        || (epoch != null && !insight.positionOf(offset).equals(epoch + "-" + offset))) {
      throw new RefusedException(
          Refusal.NOT_FOUND, "That position is of another history than the one that is here");
    }
    return offset;
  }

  private static long ofId(String id, Insight insight) {
    if (id.startsWith("#")) {
      return atPosition(id, insight);
    }
    return insight
        .offsetOf(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.NOT_FOUND, "No event with that id of its publisher is kept"));
  }

  /**
   * The offset of the first event at or after that time; behind the newest one where there is none.
   * Found by halving: events stand in the order in which they were stored, and so do their times,
   * unless somebody has put the clock back.
   */
  private static long atTime(long millis, Insight insight, Bounds bounds) {
    long below = bounds.floor();
    long found = bounds.head().offset() + 1;
    while (below + 1 < found) {
      long middle = below + (found - below) / 2;
      Optional<Event> event = insight.firstAfter(middle - 1);
      if (event.isEmpty() || event.get().timeMillis() >= millis) {
        found = middle;
      } else {
        below = event.get().offset();
      }
    }
    return found;
  }

  private static Instant instant(String text) {
    String time = text.strip();
    try {
      return NUMBER.matcher(time).matches()
          ? Instant.ofEpochMilli(Long.parseLong(time))
          : OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new RefusedException(
          Refusal.INVALID,
          "A time is like 2030-01-31T08:15:00Z or 2030-01-31T09:15:00+01:00, or milliseconds since 1970");
    }
  }

  private static long number(String name, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new RefusedException(Refusal.INVALID, "\"%s\" is an offset".formatted(name));
    }
    return Long.parseLong(text);
  }
}
