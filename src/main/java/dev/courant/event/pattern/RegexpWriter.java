package dev.courant.event.pattern;

import com.google.re2j.Pattern;
import dev.courant.event.pattern.Part.Kind;
import dev.courant.event.pattern.Part.Modifier;
import java.util.List;

/** Writes parts as one regular expression (URL Pattern, "Converting part lists"). */
final class RegexpWriter {
  private final String segment;
  private final StringBuilder regexp = new StringBuilder();

  /**
   * A writer.
   *
   * @param segment the regular expression of a segment wildcard
   */
  RegexpWriter(String segment) {
    this.segment = segment;
  }

  String write(List<Part> parts) {
    parts.forEach(this::write);
    return regexp.toString();
  }

  private void write(Part part) {
    if (part.isLiteral()) {
      regexp.append(Pattern.quote(part.value()));
      return;
    }
    String symbol = part.modifier().symbol();
    if (part.kind() == Kind.FIXED_TEXT) {
      group(Pattern.quote(part.value())).append(symbol);
      return;
    }
    String prefix = Pattern.quote(part.prefix());
    String suffix = Pattern.quote(part.suffix());
    String value = "(?:" + value(part) + ")";
    if (part.isWrittenTwice()) {
      // What stands around the group stands between its repetitions as well.
      group(prefix + value + "(?:" + suffix + prefix + value + ")*" + suffix)
          .append(part.modifier() == Modifier.ZERO_OR_MORE ? "?" : "");
    } else {
      group(prefix + value + suffix).append(symbol);
    }
  }

  private StringBuilder group(String inside) {
    return regexp.append("(?:").append(inside).append(")");
  }

  private String value(Part part) {
    return switch (part.kind()) {
      case SEGMENT_WILDCARD -> segment;
      case FULL_WILDCARD -> ".*";
      case REGEXP, FIXED_TEXT -> part.value();
    };
  }
}
