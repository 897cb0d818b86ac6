package dev.courant.event.pattern;

import dev.courant.event.url.Url;

/** The parts of a URL that a pattern speaks of, in the order in which they follow one another. */
enum Component {
  PROTOCOL,
  USERNAME,
  PASSWORD,
  HOSTNAME,
  PORT,
  PATHNAME,
  SEARCH,
  HASH;

  /** This part of a URL; empty where the URL has none. */
  String of(Url url) {
    return switch (this) {
      case PROTOCOL -> url.scheme();
      case USERNAME -> url.username();
      case PASSWORD -> url.password();
      case HOSTNAME -> url.host();
      case PORT -> url.port();
      case PATHNAME -> url.path();
      case SEARCH -> url.query();
      case HASH -> url.fragment();
    };
  }
}
