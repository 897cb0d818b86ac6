package dev.courant.event.url;

import java.util.Optional;

/**
 * Who is asked, and where: what stands between the slashes and the path (WHATWG URL, "authority
 * state" to "port state").
 */
record Authority(String username, String password, String host, String port) {
  private static final Authority NONE = new Authority("", "", "", "");

  /** The authority of a URL; absent when it is not allowed. */
  static Optional<Authority> of(UrlStructure structure) {
    if (structure.authority().isPresent()) {
      String text = structure.authority().get();
      return structure.scheme().equals("file") ? ofFile(text) : parse(structure.scheme(), text);
    }
    return Optional.of(
        structure
            .inheritsFrom()
            .map(url -> new Authority(url.username(), url.password(), url.host(), url.port()))
            .orElse(NONE));
  }

  private static Optional<Authority> ofFile(String text) {
    return text.isEmpty()
        ? Optional.of(NONE)
        : Host.parse(text, true)
            .map(host -> host.equals("localhost") ? NONE : new Authority("", "", host, ""));
  }

  private static Optional<Authority> parse(String scheme, String text) {
    int at = text.lastIndexOf('@');
    String credentials = at < 0 ? "" : text.substring(0, at);
    int colon = credentials.indexOf(':');
    String username = colon < 0 ? credentials : credentials.substring(0, colon);
    String password = colon < 0 ? "" : credentials.substring(colon + 1);
    String server = text.substring(at + 1);
    int end = endOfHost(server);
    String hostText = server.substring(0, end);
    if (hostText.isEmpty() && (Url.isSpecial(scheme) || at >= 0 || end < server.length())) {
      return Optional.empty();
    }
    Optional<String> host =
        hostText.isEmpty() ? Optional.of("") : Host.parse(hostText, Url.isSpecial(scheme));
    Optional<String> port =
        end == server.length() ? Optional.of("") : port(scheme, server.substring(end + 1));
    return host.flatMap(
        h ->
            port.map(
                p ->
                    new Authority(
                        EncodeSet.USERINFO.encode(username),
                        EncodeSet.USERINFO.encode(password),
                        h,
                        p)));
  }

  /** The first colon that does not belong to an IPv6 address. */
  private static int endOfHost(String server) {
    boolean inBrackets = false;
    for (int i = 0; i < server.length(); i++) {
      char c = server.charAt(i);
      if (c == ':' && !inBrackets) {
        return i;
      }
      inBrackets = c == '[' || (inBrackets && c != ']');
    }
    return server.length();
  }

  private static Optional<String> port(String scheme, String text) {
    return Url.portNumber(text).map(port -> Url.isDefaultPort(scheme, port) ? "" : port);
  }
}
