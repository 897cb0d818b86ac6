package dev.courant.event.pattern;

import static dev.courant.event.pattern.Component.HASH;
import static dev.courant.event.pattern.Component.HOSTNAME;
import static dev.courant.event.pattern.Component.PASSWORD;
import static dev.courant.event.pattern.Component.PATHNAME;
import static dev.courant.event.pattern.Component.PORT;
import static dev.courant.event.pattern.Component.PROTOCOL;
import static dev.courant.event.pattern.Component.SEARCH;
import static dev.courant.event.pattern.Component.USERNAME;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds out which part of a pattern is for which component of a URL (URL Pattern, "Constructor
 * string parsing"). What the pattern does not mention has no entry.
 */
final class ConstructorString {
  private final String input;
  private final List<Token> tokens;
  private final Map<Component, String> found = new EnumMap<>(Component.class);

  private ConstructorString(String input) {
    this.input = input;
    this.tokens = Tokenizer.lenient(input);
  }

  /**
   * The text for each component that the pattern mentions.
   *
   * @param isSpecial whether the text of a protocol matches a scheme that is special
   */
  static Map<Component, String> split(String input, Predicate<String> isSpecial) {
    return new ConstructorString(input).split(isSpecial);
  }

  private Map<Component, String> split(Predicate<String> isSpecial) {
    int colon = find(0, ConstructorString::endsProtocol);
    if (isEnd(colon)) {
      relative();
    } else {
      String protocol = text(0, colon);
      found.put(PROTOCOL, protocol);
      boolean special = isSpecial.test(protocol);
      boolean slashes = isPlain(colon + 1, '/') && isPlain(colon + 2, '/');
      if (slashes || special) {
        authority(colon + (slashes ? 3 : 1), special);
      } else {
        // No slashes and nothing special: one text, as in urn:isbn:1.
        found.put(HOSTNAME, "");
        pathname(colon + 1);
      }
    }
    if (found.containsKey(HOSTNAME) && !found.containsKey(PORT)) {
      // Who names a host and no port means the default one: another port is another origin.
      found.put(PORT, "");
    }
    return found;
  }

  private void relative() {
    if (isPlain(0, '#')) {
      found.put(HASH, text(1, tokens.size() - 1));
    } else if (isSearchPrefix(0)) {
      search(1);
    } else {
      pathname(0);
    }
  }

  private void authority(int start, boolean special) {
    int end = find(start, (parser, i) -> parser.isPlain(i, '@') || parser.endsAuthority(i));
    int hostStart = start;
    if (isPlain(end, '@')) {
      int at = end;
      int colon = find(start, (parser, i) -> parser.isPlain(i, ':') || i == at);
      if (colon < at) {
        found.put(USERNAME, text(start, colon));
        // A second terminator does not come before the first: the password ends there.
        found.put(PASSWORD, text(colon + 1, at));
      } else {
        found.put(USERNAME, text(start, at));
      }
      hostStart = at + 1;
    }
    int hostEnd = endOfHost(hostStart);
    found.put(HOSTNAME, text(hostStart, hostEnd));
    int pathStart = hostEnd;
    if (isPlain(hostEnd, ':')) {
      pathStart = find(hostEnd + 1, ConstructorString::endsAuthority);
      found.put(PORT, text(hostEnd + 1, pathStart));
    }
    behindAuthority(pathStart, special);
  }

  private void behindAuthority(int start, boolean special) {
    if (isPlain(start, '/')) {
      pathname(start);
    } else if (!isEnd(start)) {
      found.put(PATHNAME, special ? "/" : "");
      if (isSearchPrefix(start)) {
        search(start + 1);
      } else {
        found.put(SEARCH, "");
        found.put(HASH, text(start + 1, tokens.size() - 1));
      }
    }
  }

  private void pathname(int start) {
    int end = find(start, (parser, i) -> parser.isSearchPrefix(i) || parser.isPlain(i, '#'));
    found.put(PATHNAME, text(start, end));
    if (isEnd(end)) {
      return;
    }
    if (isSearchPrefix(end)) {
      search(end + 1);
    } else {
      found.put(SEARCH, "");
      found.put(HASH, text(end + 1, tokens.size() - 1));
    }
  }

  private void search(int start) {
    int end = find(start, (parser, i) -> parser.isPlain(i, '#'));
    found.put(SEARCH, text(start, end));
    if (!isEnd(end)) {
      found.put(HASH, text(end + 1, tokens.size() - 1));
    }
  }

  private int endOfHost(int start) {
    int brackets = 0;
    int depth = 0;
    for (int i = start; ; i++) {
      if (isEnd(i)) {
        return i;
      }
      depth = depthBehind(i, depth);
      if (depth > 0) {
        continue;
      }
      if (isPlain(i, '[')) {
        brackets++;
      } else if (isPlain(i, ']')) {
        brackets--;
      } else if (endsAuthority(i) || (brackets == 0 && isPlain(i, ':'))) {
        return i;
      }
    }
  }

  private interface Test {
    boolean holds(ConstructorString parser, int index);
  }

  /** The first token from there on for which it holds and that is in no group; or the end. */
  private int find(int start, Test test) {
    int depth = 0;
    for (int i = start; ; i++) {
      if (isEnd(i)) {
        return i;
      }
      depth = depthBehind(i, depth);
      if (depth == 0 && test.holds(this, i)) {
        return i;
      }
    }
  }

  /** Groups are counted even where they are nested, which is refused later. */
  private int depthBehind(int index, int depth) {
    return switch (tokens.get(index).type()) {
      case OPEN -> depth + 1;
      case CLOSE -> Math.max(0, depth - 1);
      default -> depth;
    };
  }

  private boolean endsProtocol(int index) {
    return isPlain(index, ':');
  }

  private boolean endsAuthority(int index) {
    return isPlain(index, '/') || isSearchPrefix(index) || isPlain(index, '#');
  }

  /** A question mark that cannot be a modifier, since nothing stands before it to modify. */
  private boolean isSearchPrefix(int index) {
    if (isPlain(index, '?')) {
      return true;
    }
    if (isEnd(index) || !tokens.get(index).value().equals("?")) {
      return false;
    }
    return index == 0
        || switch (tokens.get(index - 1).type()) {
          case NAME, REGEXP, CLOSE, ASTERISK -> false;
          default -> true;
        };
  }

  private boolean isPlain(int index, char c) {
    return index < tokens.size() && tokens.get(index).isPlain(c);
  }

  private boolean isEnd(int index) {
    return index >= tokens.size() - 1;
  }

  private String text(int start, int end) {
    int last = tokens.size() - 1;
    return input.substring(
        tokens.get(Math.min(start, last)).index(), tokens.get(Math.min(end, last)).index());
  }
}
