package dev.courant.transport;

import dev.courant.wire.Format;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * In which format a request wants its stream: its {@code Accept} header (RFC 9110, section 12.5.1).
 * Who does not care, or wants what there is not, gets an event stream, as the protocol has it. An
 * immutable value.
 */
public final class Accept {
  /** The media type of {@link Format#EVENT_STREAM}. */
  static final String EVENT_STREAM = "text/event-stream";

  /** The media type of {@link Format#JSON_LINES}. */
  static final String JSON_LINES = "application/x-ndjson";

  /**
   * What is accepted.
   *
   * @param type a media type, {@code text/*}, or {@code *}{@code /*}; in lower case
   * @param quality from 0, which means that it is not, to 1
   */
  private record Range(String type, double quality) {
    /** How exactly it names the media type; 0 where it does not. */
    int exactness(String mediaType) {
      if (type.equals(mediaType)) {
        return 3;
      } else if (type.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
        return 2;
      }
      return type.equals("*/*") ? 1 : 0;
    }
  }

  private static final Range NOTHING = new Range("", 0);

  private final List<Range> ranges = new ArrayList<>();

  private Accept(List<String> headers) {
    for (String header : headers) {
      for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
        ranges.add(parse(range));
      }
    }
  }

  /** What the request accepts. */
  public static Accept of(HttpServletRequest request) {
    return new Accept(Collections.list(request.getHeaders("Accept")));
  }

  /**
   * The format to answer in: lines of JSON for who names them, unless it likes an event stream
   * better or names that as well and likes it as much. Who takes anything knows no lines.
   */
  public Format format() {
    Range events = rangeFor(EVENT_STREAM);
    Range lines = rangeFor(JSON_LINES);
    boolean isNamed = lines.type().equals(JSON_LINES) && lines.quality() > 0;
    boolean isLess =
        lines.quality() < events.quality()
            || (lines.quality() == events.quality() && namesEventStream());
    return isNamed && !isLess ? Format.JSON_LINES : Format.EVENT_STREAM;
  }

  /** Whether it asks for an event stream by name, as every browser's EventSource does. */
  public boolean namesEventStream() {
    Range events = rangeFor(EVENT_STREAM);
    return events.type().equals(EVENT_STREAM) && events.quality() > 0;
  }

  /** The range that counts for a media type: of those that fit, the one that does so best. */
  private Range rangeFor(String mediaType) {
    Range best = NOTHING;
    for (Range range : ranges) {
      if (range.exactness(mediaType) > best.exactness(mediaType)) {
        best = range;
      }
    }
    return best;
  }

  private static Range parse(String text) {
    String[] parts = text.split(";", -1);
    double quality = 1;
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("q=")) {
        quality = quality(parameter.substring(2));
      }
    }
    return new Range(parts[0].strip(), quality);
  }

  /** What is no number does not make a wish void: it counts as none. */
  private static double quality(String text) {
    return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 1;
  }
}
