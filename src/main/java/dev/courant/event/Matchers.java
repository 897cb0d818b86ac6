package dev.courant.event;

import dev.courant.event.pattern.MalformedPatternException;
import dev.courant.event.pattern.UriTemplate;
import dev.courant.event.pattern.UrlPattern;
import dev.courant.event.url.Url;
import java.net.URI;
import java.util.function.Function;

/**
 * Makes matchers of text, for one hub: patterns and topics that are relative URLs are read relative
 * to its own. One per hub, since its matchers share what they remember. Safe for use by any thread.
 */
public final class Matchers {
  private static final int SHOWN_CHARACTERS = 80;

  private final Url base;
  private final TopicUrls urls;
  private final Decisions decisions = new Decisions();

  /**
   * Matchers for the hub with that public URL.
   *
   * @throws IllegalArgumentException when that is not the URL of a hub
   */
  public Matchers(URI hubUrl) {
    this.base =
        Url.parse(hubUrl.toString())
            .orElseThrow(() -> new IllegalArgumentException("Not a URL: " + hubUrl));
    this.urls = new TopicUrls(base);
  }

  /**
   * Asks for one topic, or with {@code *} for all; see {@link Matcher#parse}.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when no topic can have that name
   */
  public Matcher exact(String text) {
    return Matcher.parse(text);
  }

  /**
   * Asks for the topics that a URL pattern matches (WHATWG URL Pattern; Mercure draft 08, "Topic
   * Matchers"), or with {@code *} for all. Case counts. A pattern may have {@value
   * Matcher.ByPattern#MAX_BYTES} bytes, {@value UrlPattern#MAX_GROUPS} groups, and {@value
   * UrlPattern#MAX_STEPS} steps.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not a pattern, uses something
   *     that is not supported, or is over a limit
   */
  public Matcher urlPattern(String text) {
    if (text.equals(Matcher.WILDCARD)) {
      return Matcher.Everything.INSTANCE;
    }
    UrlPattern pattern = read("A URL pattern", text, t -> UrlPattern.parse(t, base));
    return new Matcher.UrlPattern(text, pattern, urls, decisions);
  }

  /**
   * What the parameter {@code topic} asks for (Mercure before draft 08, "Topic Selectors"): a text
   * with braces is a URI template, any other one topic, and {@code *} all.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not a template, or over a limit
   */
  public Matcher selector(String text) {
    if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
      return exact(text);
    }
    UriTemplate template = read("A URI template", text, UriTemplate::parse);
    return new Matcher.Template(text, template, decisions);
  }

  private static <T> T read(String what, String text, Function<String, T> parser) {
    TextRules.requireName(what, text, Matcher.ByPattern.MAX_BYTES);
    try {
      return parser.apply(text);
    } catch (MalformedPatternException e) {
      int shown = Math.min(text.length(), SHOWN_CHARACTERS);
      String detail =
          "The pattern \"%s%s\" %s"
              .formatted(
                  text.substring(0, shown), shown < text.length() ? "..." : "", e.getMessage());
      RefusedException refused = new RefusedException(Refusal.INVALID, detail);
      refused.initCause(e);
      throw refused;
    }
  }
}
