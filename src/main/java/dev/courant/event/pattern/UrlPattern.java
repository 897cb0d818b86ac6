package dev.courant.event.pattern;

import static dev.courant.event.pattern.Component.HASH;
import static dev.courant.event.pattern.Component.HOSTNAME;
import static dev.courant.event.pattern.Component.PATHNAME;
import static dev.courant.event.pattern.Component.PORT;
import static dev.courant.event.pattern.Component.PROTOCOL;
import static dev.courant.event.pattern.Component.SEARCH;

import dev.courant.event.pattern.Part.Kind;
import dev.courant.event.url.Url;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pattern of the WHATWG URL Pattern standard, which URLs are compared with. Immutable, and safe
 * for use by any thread. Case counts ({@code ignoreCase} does not exist here).
 *
 * <p>A comparison takes time linear in the length of the URL: at most {@value #MAX_STEPS} steps for
 * each character.
 */
public final class UrlPattern {
  /** The most groups that one pattern may have. */
  public static final int MAX_GROUPS = Limits.MAX_GROUPS;

  /**
   * How costly the groups of a pattern may be: a wildcard is two steps, a regular expression one
   * for each of its characters and classes, as often as it is repeated by a number.
   */
  public static final int MAX_STEPS = Limits.MAX_STEPS;

  /** The components in the order in which the base has them; see {@link #inherit}. */
  private static final List<Component> INHERITED =
      List.of(PROTOCOL, HOSTNAME, PORT, PATHNAME, SEARCH, HASH);

  private record Check(Component component, Comparison comparison) {}

  /** Those that may fail, the cheap ones first. */
  private final List<Check> checks;

  private final String pathPrefix;
  private final int steps;

  private UrlPattern(List<Check> checks, String pathPrefix, int steps) {
    this.checks = checks;
    this.pathPrefix = pathPrefix;
    this.steps = steps;
  }

  /**
   * Reads a pattern.
   *
   * @param text what a URL may look like, whole or relative to the base
   * @param base where components come from that stand before the first in the text
   * @throws MalformedPatternException when it is not a pattern, needs something that is not
   *     supported, or would be too costly
   */
  public static UrlPattern parse(String text, Url base) {
    Map<Component, String> components =
        new EnumMap<>(
            inherit(
                ConstructorString.split(
                    text, protocol -> isForSpecial(compile(PROTOCOL, protocol, true, new Cost()))),
                base));
    for (Component component : Component.values()) {
      components.putIfAbsent(component, "*");
    }
    components.computeIfPresent(SEARCH, (component, search) -> without("?", search));
    components.computeIfPresent(HASH, (component, hash) -> without("#", hash));
    String protocol = get(components, PROTOCOL);
    if (Url.isDefaultPort(protocol, get(components, PORT))) {
      components.put(PORT, "");
    }
    Cost cost = new Cost();
    boolean special = isForSpecial(compile(PROTOCOL, protocol, true, new Cost()));
    List<Check> checks = new ArrayList<>();
    String pathPrefix = "";
    for (Map.Entry<Component, String> entry : components.entrySet()) {
      Comparison comparison = compile(entry.getKey(), entry.getValue(), special, cost);
      if (entry.getKey() == PATHNAME) {
        pathPrefix = comparison.prefix();
      }
      if (comparison != Comparison.Anything.INSTANCE) {
        checks.add(new Check(entry.getKey(), comparison));
      }
    }
    checks.sort(Comparator.comparing(c -> c.comparison() instanceof Comparison.Expression));
    return new UrlPattern(List.copyOf(checks), pathPrefix, (int) cost.steps);
  }

  /** Whether the URL is as this pattern says. */
  public boolean matches(Url url) {
    for (Check check : checks) {
      if (!check.comparison().accepts(check.component().of(url))) {
        return false;
      }
    }
    return true;
  }

  /** How costly its groups are; at most {@value #MAX_STEPS}. */
  public int steps() {
    return steps;
  }

  /** A text with which the path of every URL begins that this pattern matches; may be empty. */
  public String pathPrefix() {
    return pathPrefix;
  }

  /**
   * Adds what comes from the base: each component that stands before all those in the pattern. User
   * and password never do (URL Pattern, "process a URLPatternInit").
   */
  private static Map<Component, String> inherit(Map<Component, String> given, Url base) {
    Map<Component, String> components = new EnumMap<>(Component.class);
    components.putAll(given);
    for (Component component : INHERITED) {
      if (given.containsKey(component)) {
        break;
      }
      components.put(component, escape(component.of(base)));
    }
    String pathname = given.get(PATHNAME);
    if (pathname != null && !given.containsKey(PROTOCOL) && !isAbsolute(pathname)) {
      // The standard's text says this of a base without segments, and means one with segments.
      String directory = base.path().substring(0, base.path().lastIndexOf('/') + 1);
      components.put(PATHNAME, escape(directory) + pathname);
    }
    return components;
  }

  private static boolean isAbsolute(String pathname) {
    return pathname.startsWith("/") || pathname.startsWith("\\/") || pathname.startsWith("{/");
  }

  /** Text that stands for itself, written as a pattern (URL Pattern, "escape a pattern string"). */
  private static String escape(String text) {
    return text.replaceAll("[+*?:{}()\\\\]", "\\\\$0");
  }

  /** What begins a search or a hash may be written twice. */
  private static String without(String sign, String text) {
    return text.startsWith(sign) ? text.substring(1) : text;
  }

  private static boolean isForSpecial(Comparison protocol) {
    for (String scheme : Url.specialSchemes()) {
      if (protocol.accepts(scheme)) {
        return true;
      }
    }
    return false;
  }

  private static Comparison compile(Component component, String text, boolean special, Cost cost) {
    boolean isPathOfSegments = component == PATHNAME && special;
    List<Part> parts =
        new Spelling(component, special).of(PartParser.parse(text, isPathOfSegments ? "/" : ""));
    if (parts.size() != 1 || !parts.get(0).isEverything()) {
      // Whatever the pattern does not mention costs nothing.
      parts.forEach(cost::add);
    }
    String segment = isPathOfSegments ? "[^/]+" : component == HOSTNAME ? "[^.]+" : ".+";
    return Comparison.with(parts, segment);
  }

  private static String get(Map<Component, String> components, Component component) {
    return Objects.requireNonNull(components.get(component));
  }

  /** Adds up what a pattern costs, and refuses one that costs too much. */
  private static final class Cost {
    private int groups;
    private long steps;

    void add(Part part) {
      if (part.isLiteral()) {
        return;
      }
      groups++;
      if (groups > MAX_GROUPS) {
        throw new MalformedPatternException("has more than " + MAX_GROUPS + " groups");
      }
      long once = part.kind() == Kind.REGEXP ? RegexpSyntax.steps(part.value()) : 2;
      steps = Limits.sum(steps, part.isWrittenTwice() ? 2 * once : once);
      Limits.requireSteps(steps);
    }
  }
}
