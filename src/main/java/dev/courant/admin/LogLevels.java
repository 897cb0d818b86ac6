package dev.courant.admin;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The loggers whose level was set. Loggers are those of {@code java.util.logging}, which both
 * servers write by. Any thread may call it.
 */
@ApplicationScoped
public class LogLevels {
  private static final String ROOT = "dev.courant";
  private static final Pattern NAME = Pattern.compile("dev\\.courant(\\.[A-Za-z0-9_]{1,64}){0,8}");
  private static final Set<String> LEVELS =
      Set.of("OFF", "SEVERE", "WARNING", "INFO", "FINE", "FINER", "FINEST");

  /** How many may be set: they are held, since a server forgets a logger that nobody holds. */
  private static final int MAX_LOGGERS = 100;

  private final Map<String, Logger> held = new ConcurrentSkipListMap<>();

  /** What is set now. */
  JsonObject json() {
    Map<String, Logger> all = new TreeMap<>(held);
    all.putIfAbsent(ROOT, Logger.getLogger(ROOT));
    JsonArrayBuilder levels = Json.createArrayBuilder();
    all.forEach(
        (name, logger) ->
            levels.add(
                Json.createObjectBuilder().add("logger", name).add("level", levelOf(logger))));
    return Json.createObjectBuilder().add("levels", levels).build();
  }

  /**
   * Sets one.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when there is no such level, or the logger
   *     is not ours
   */
  JsonObject set(String logger, String level) {
    if (!NAME.matcher(logger).matches() || !LEVELS.contains(level)) {
      throw new RefusedException(
          Refusal.INVALID,
          "A logger is \"dev.courant\" or a name below it, and a level one of %s"
              .formatted(LEVELS.stream().sorted().toList()));
    }
    if (held.size() >= MAX_LOGGERS && !held.containsKey(logger)) {
      throw new RefusedException(
          Refusal.TOO_LARGE, "At most %d loggers may be set".formatted(MAX_LOGGERS));
    }
    held.computeIfAbsent(logger, Logger::getLogger).setLevel(Level.parse(level));
    return json();
  }

  /** Its own level, or the one that it has from above, by the nearest name that we list. */
  private static String levelOf(Logger logger) {
    for (Logger at = logger; at != null; at = at.getParent()) {
      Level level = at.getLevel();
      if (level != null) {
        return LEVELS.contains(level.getName()) ? level.getName() : nearest(level);
      }
    }
    return "INFO";
  }

  /** Servers have levels of their own beside those. */
  private static String nearest(Level level) {
    return LEVELS.stream()
        .filter(name -> Level.parse(name).intValue() <= level.intValue())
        .max((a, b) -> Integer.compare(Level.parse(a).intValue(), Level.parse(b).intValue()))
        .orElse("FINEST");
  }
}
