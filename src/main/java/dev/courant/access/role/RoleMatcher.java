package dev.courant.access.role;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.MatcherText;
import dev.courant.access.MatcherTypes;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A matcher of a role, which may leave room for the name of the one who has the role.
 *
 * @param type the matcher type
 * @param template its text; {@value #USER} in it stands for the name of the user, percent-encoded
 */
public record RoleMatcher(String type, String template) {
  /** What stands for the name of the user. */
  public static final String USER = "{user}";

  /** A text with any of these is not a plain topic, unless it is said to be one. */
  private static final Pattern PATTERN_CHARACTER = Pattern.compile("[*:(){}+?\\\\]");

  /** As a segment of a path these would not be a name, but a way to somewhere else. */
  private static final Set<String> NOT_A_SEGMENT = Set.of("", ".", "..");

  /**
   * Reads a matcher as it is configured: {@code *}; or a topic; or, where it has a character that
   * means something there, a URL pattern. {@code exact:} or {@code urlpattern:} in front of it says
   * so expressly.
   */
  public static RoleMatcher parse(String text) {
    for (String type : new String[] {MatcherText.EXACT, MatcherText.URL_PATTERN}) {
      if (text.startsWith(type + ":")) {
        return new RoleMatcher(type, text.substring(type.length() + 1));
      }
    }
    boolean pattern =
        !text.equals(Matcher.WILDCARD) && PATTERN_CHARACTER.matcher(text.replace(USER, "")).find();
    return new RoleMatcher(pattern ? MatcherText.URL_PATTERN : MatcherText.EXACT, text);
  }

  /**
   * The matcher for that user; absent when it needs a name and there is none that can be part of a
   * path.
   *
   * @param types reads the text
   * @throws RefusedException when the text is not of its type
   */
  public Optional<Matcher> forUser(Optional<String> user, MatcherTypes types) {
    if (!template.contains(USER)) {
      return Optional.of(types.read(new MatcherText(type, template)));
    }
    return user.filter(name -> !NOT_A_SEGMENT.contains(name))
        .map(name -> template.replace(USER, encoded(name)))
        .map(text -> types.read(new MatcherText(type, text)));
  }

  /** Everything but letters, digits and {@code -._~} (RFC 3986, section 2.3), as UTF-8. */
  private static String encoded(String name) {
    StringBuilder text = new StringBuilder();
    for (byte b : name.getBytes(UTF_8)) {
      boolean unreserved =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-._~".indexOf(b) >= 0;
      text.append(unreserved ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return text.toString();
  }
}
