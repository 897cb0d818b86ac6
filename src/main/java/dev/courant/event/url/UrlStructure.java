package dev.courant.event.url;

import java.util.Locale;
import java.util.Optional;

/**
 * A URL taken apart, with an authority that has not been looked at (WHATWG URL 4.4, "URL parsing").
 * The standard walks through states, a character at a time; as no state goes on behind {@code ?} or
 * {@code #}, the text can be cut there first.
 *
 * @param scheme in lower case
 * @param authority what stands between the slashes and the path; absent where there are no slashes
 * @param inheritsFrom whose authority it has; absent when it has its own, or none
 * @param path encoded, without dot segments
 * @param opaque whether the path has no segments
 * @param query encoded
 * @param fragment encoded
 */
record UrlStructure(
    String scheme,
    Optional<String> authority,
    Optional<Url> inheritsFrom,
    String path,
    boolean opaque,
    String query,
    String fragment) {
  /** The structure of a text, relative to a base where there is one. */
  static Optional<UrlStructure> of(String text, Optional<Url> base) {
    return new Reading(strip(text), base).structure();
  }

  /** Without blanks and control characters at the ends, tabs and ends of lines anywhere. */
  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    return text.substring(start, end).replaceAll("[\t\n\r]", "");
  }

  /** The reading of one text. */
  private static final class Reading {
    private final Optional<Url> base;

    /** What stands before the query and the fragment. */
    private final String front;

    private final Optional<String> query;
    private final Optional<String> fragment;

    Reading(String text, Optional<Url> base) {
      this.base = base;
      int numberSign = text.indexOf('#');
      this.fragment = behind(text, numberSign);
      String beforeFragment = numberSign < 0 ? text : text.substring(0, numberSign);
      int questionMark = beforeFragment.indexOf('?');
      this.query = behind(beforeFragment, questionMark);
      this.front = questionMark < 0 ? beforeFragment : beforeFragment.substring(0, questionMark);
    }

    private static Optional<String> behind(String text, int index) {
      return index < 0 ? Optional.empty() : Optional.of(text.substring(index + 1));
    }

    Optional<UrlStructure> structure() {
      int colon = front.indexOf(':');
      if (colon > 0 && Url.isScheme(front.substring(0, colon))) {
        String scheme = front.substring(0, colon).toLowerCase(Locale.ROOT);
        return Optional.of(withScheme(scheme, front.substring(colon + 1)));
      }
      return base.flatMap(this::relativeTo);
    }

    private UrlStructure withScheme(String scheme, String rest) {
      if (scheme.equals("file")) {
        return file(rest, base.filter(b -> b.scheme().equals("file")));
      }
      if (Url.isSpecial(scheme)) {
        Optional<Url> sibling = base.filter(b -> b.scheme().equals(scheme));
        return sibling.isPresent() && !rest.startsWith("//")
            ? relative(sibling.get(), rest)
            : withAuthority(scheme, withoutSlashes(rest));
      }
      if (rest.startsWith("//")) {
        return withAuthority(scheme, rest.substring(2));
      }
      if (rest.startsWith("/")) {
        return hierarchical(scheme, Optional.empty(), Optional.empty(), path(scheme, "", rest));
      }
      return opaque(scheme, rest);
    }

    private Optional<UrlStructure> relativeTo(Url to) {
      if (to.opaque()) {
        // Nothing is relative to such a URL but a fragment of it.
        return front.isEmpty() && query.isEmpty() && fragment.isPresent()
            ? Optional.of(
                new UrlStructure(
                    to.scheme(),
                    Optional.empty(),
                    Optional.of(to),
                    to.path(),
                    true,
                    to.query(),
                    encodedFragment()))
            : Optional.empty();
      }
      return Optional.of(
          to.scheme().equals("file") ? file(front, Optional.of(to)) : relative(to, front));
    }

    private UrlStructure relative(Url to, String rest) {
      String scheme = to.scheme();
      if (isSlashAt(scheme, rest, 0)) {
        if (isSlashAt(scheme, rest, 1)) {
          boolean special = Url.isSpecial(scheme);
          return withAuthority(scheme, special ? withoutSlashes(rest) : rest.substring(2));
        }
        return hierarchical(scheme, Optional.empty(), Optional.of(to), path(scheme, "", rest));
      }
      return below(to, rest, new UrlPath(scheme, to.path()).shorten());
    }

    /** What a relative text without a slash in front comes to. */
    private UrlStructure below(Url to, String rest, UrlPath directory) {
      if (rest.isEmpty()) {
        String kept = query.isPresent() ? encodedQuery(to.scheme()) : to.query();
        return new UrlStructure(
            to.scheme(),
            Optional.empty(),
            Optional.of(to),
            to.path(),
            false,
            kept,
            encodedFragment());
      }
      return hierarchical(
          to.scheme(), Optional.empty(), Optional.of(to), directory.append("/" + rest));
    }

    private UrlStructure withAuthority(String scheme, String rest) {
      int end = 0;
      while (end < rest.length() && !UrlPath.isSlash(scheme, rest.charAt(end))) {
        end++;
      }
      return hierarchical(
          scheme,
          Optional.of(rest.substring(0, end)),
          Optional.empty(),
          path(scheme, "", rest.substring(end)));
    }

    /** Files have their own rules, for the sake of drives ("file state" and those behind it). */
    private UrlStructure file(String rest, Optional<Url> sibling) {
      if (isSlashAt("file", rest, 0) && isSlashAt("file", rest, 1)) {
        String behind = rest.substring(2);
        boolean isDrive = UrlPath.startsWithDrive(behind);
        return isDrive
            ? hierarchical(
                "file", Optional.of(""), Optional.empty(), path("file", "", "/" + behind))
            : withAuthority("file", behind);
      }
      if (isSlashAt("file", rest, 0)) {
        String drive =
            UrlPath.startsWithDrive(rest.substring(1))
                ? ""
                : sibling.map(Url::path).map(Reading::driveOf).orElse("");
        return hierarchical("file", Optional.empty(), sibling, path("file", drive, rest));
      }
      if (sibling.isEmpty()) {
        return hierarchical("file", Optional.empty(), sibling, path("file", "", "/" + rest));
      }
      UrlPath directory =
          UrlPath.startsWithDrive(rest)
              ? new UrlPath("file", "")
              : new UrlPath("file", sibling.get().path()).shorten();
      return below(sibling.get(), rest, directory);
    }

    private static String driveOf(String path) {
      boolean hasDrive =
          path.length() >= 3 && path.charAt(2) == ':' && UrlPath.startsWithDrive(path.substring(1));
      return hasDrive ? path.substring(0, 3) : "";
    }

    private UrlStructure opaque(String scheme, String rest) {
      String path = EncodeSet.C0_CONTROL.encode(rest);
      if (path.endsWith(" ") && (query.isPresent() || fragment.isPresent())) {
        path = path.substring(0, path.length() - 1) + "%20";
      }
      return new UrlStructure(
          scheme,
          Optional.empty(),
          Optional.empty(),
          path,
          true,
          encodedQuery(scheme),
          encodedFragment());
    }

    private UrlStructure hierarchical(
        String scheme, Optional<String> authority, Optional<Url> inheritsFrom, String path) {
      return new UrlStructure(
          scheme, authority, inheritsFrom, path, false, encodedQuery(scheme), encodedFragment());
    }

    private static String path(String scheme, String start, String rest) {
      return new UrlPath(scheme, start).append(rest);
    }

    private String encodedQuery(String scheme) {
      return (Url.isSpecial(scheme) ? EncodeSet.SPECIAL_QUERY : EncodeSet.QUERY)
          .encode(query.orElse(""));
    }

    private String encodedFragment() {
      return EncodeSet.FRAGMENT.encode(fragment.orElse(""));
    }

    private static boolean isSlashAt(String scheme, String text, int index) {
      return index < text.length() && UrlPath.isSlash(scheme, text.charAt(index));
    }

    private static String withoutSlashes(String text) {
      int start = 0;
      while (start < text.length() && "/\\".indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      return text.substring(start);
    }
  }
}
