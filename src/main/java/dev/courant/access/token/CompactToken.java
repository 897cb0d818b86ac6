package dev.courant.access.token;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token taken apart, and not yet believed (RFC 7515, section 7.1: the compact form). It has no
 * say in how it is verified: of its header only {@code alg}, {@code typ} and {@code kid} are looked
 * at, and {@code jwk}, {@code jku}, {@code x5u}, {@code x5c} are not there for us.
 *
 * @param header the header
 * @param claims what it claims
 * @param signed the part of its text that is signed
 * @param signature in base64url
 */
record CompactToken(Claims header, Claims claims, String signed, String signature) {
  /** The longest token that is looked at. */
  static final int MAX_CHARS = 16 * 1024;

  private static final Pattern COMPACT =
      Pattern.compile("(([A-Za-z0-9_-]++)\\.([A-Za-z0-9_-]++))\\.([A-Za-z0-9_-]++)");

  /**
   * Takes a token apart.
   *
   * @throws RefusedException ({@link Refusal#INVALID_TOKEN}) when that is not possible, or when
   *     there is something in its header that must be understood and is not
   */
  static CompactToken parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw Claims.invalid("The token has more than %,d characters".formatted(MAX_CHARS));
    }
    Matcher parts = COMPACT.matcher(text);
    if (!parts.matches()) {
      throw Claims.invalid("The token is not a signed JSON Web Token in its compact form");
    }
    Claims header = part("The header of the token", parts.group(2));
    if (header.has("crit")) {
      throw Claims.invalid("The token has extensions that are not understood here (\"crit\")");
    }
    return new CompactToken(
        header, part("The body of the token", parts.group(3)), parts.group(1), parts.group(4));
  }

  String algorithm() {
    return header.text("alg").orElse("");
  }

  private static Claims part(String what, String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Claims.invalid(what + " is not base64url");
    }
    return new Claims(StrictJson.object(what, bytes, Refusal.INVALID_TOKEN));
  }
}
