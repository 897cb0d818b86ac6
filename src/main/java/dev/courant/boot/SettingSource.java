package dev.courant.boot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Where settings are read from: MicroProfile Config. It keeps in mind what it was asked for, so
 * that a key that nobody asked for can be told from one that does something.
 */
final class SettingSource {
  /** A comma, unless there is a back slash in front of it. */
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Z0-9]");

  private final Config config;
  private final Set<String> asked = new HashSet<>();

  SettingSource(Config config) {
    this.config = config;
  }

  /** The value without blanks around it; absent where that leaves nothing. */
  Optional<String> text(String key) {
    asked.add(asVariable(key));
    return config
        .getOptionalValue(key, String.class)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  String text(String key, String byDefault) {
    return text(key).orElse(byDefault);
  }

  /** The entries of a list with commas between them; {@code \,} is a comma in an entry. */
  List<String> list(String key) {
    List<String> entries = new ArrayList<>();
    for (String entry : COMMA.split(text(key, ""), -1)) {
      String text = entry.replace("\\,", ",").strip();
      if (!text.isEmpty()) {
        entries.add(text);
      }
    }
    return entries;
  }

  boolean flag(String key, boolean byDefault) {
    String value = text(key, Boolean.toString(byDefault));
    if (!value.equals("true") && !value.equals("false")) {
      throw new InvalidSettingException(key, value, "true or false");
    }
    return value.equals("true");
  }

  /**
   * Refuses keys that begin so and that nobody has asked for: a misspelled one would otherwise look
   * as if it did something.
   *
   * @param allowed the keys that there are, as the end of a sentence
   */
  void requireAllAsked(String prefix, String allowed) {
    StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(key -> key.startsWith(prefix) && !asked.contains(asVariable(key)))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw new InvalidSettingException(key, allowed);
            });
  }

  /**
   * How a key is spelled in the environment. Some servers list what is there as a key again, and
   * cannot know where there was a hyphen and where a dot.
   */
  private static String asVariable(String key) {
    return NOT_IN_VARIABLES.matcher(key.toUpperCase(Locale.ROOT)).replaceAll("_");
  }
}
