package dev.courant.boot;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.courant.access.Action;
import dev.courant.access.key.Algorithms;
import dev.courant.access.key.IssuerKeys;
import dev.courant.access.key.KeyText;
import dev.courant.access.key.RemoteKeys;
import dev.courant.access.key.UnusableKeyException;
import dev.courant.access.key.VerificationKey;
import dev.courant.access.token.Issuer;
import dev.courant.access.token.RoleClaim;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one issuer of tokens. What it says about a bad key never shows the key. */
final class IssuerReader {
  /** What {@code .typ} says where any type will do. */
  private static final String ANY = "any";

  private static final String ACCESS_TOKEN = "at+jwt";

  /** In the place of a value that may be a secret. */
  private static final String NOT_SHOWN = "(not shown)";

  /** Visible ASCII: an identifier is a URL or a name (RFC 7519, section 2, "StringOrURI"). */
  private static final Pattern IDENTIFIER = Pattern.compile("[!-~]{1,1024}");

  private final SettingSource source;
  private final String prefix;
  private final URI hubUrl;

  /**
   * A reader.
   *
   * @param prefix what the keys of this issuer begin with
   * @param hubUrl whom its tokens are for, unless that is configured
   */
  IssuerReader(SettingSource source, String prefix, URI hubUrl) {
    this.source = source;
    this.prefix = prefix;
    this.hubUrl = hubUrl;
  }

  Issuer read() {
    return new Issuer(
        identifier("issuer", ""),
        keys(),
        identifier("audience", hubUrl.toString()),
        anyType(),
        source.text(prefix + "roles-claim").map(RoleClaim::new),
        source.text(prefix + "user-claim", "sub"),
        false);
  }

  private String identifier(String name, String byDefault) {
    String value = source.text(prefix + name, byDefault);
    if (!IDENTIFIER.matcher(value).matches()) {
      throw new InvalidSettingException(
          prefix + name,
          value,
          "a URL or a name exactly as the tokens have it, without blanks: https://id.example/realm");
    }
    return value;
  }

  private boolean anyType() {
    String value = source.text(prefix + "typ", ACCESS_TOKEN);
    if (!value.equals(ANY) && !value.equals(ACCESS_TOKEN)) {
      throw new InvalidSettingException(prefix + "typ", value, ACCESS_TOKEN + " or " + ANY);
    }
    return value.equals(ANY);
  }

  private IssuerKeys keys() {
    Optional<String> url = source.text(prefix + "jwks-url");
    Optional<String> key = source.text(prefix + "key");
    Optional<String> publishers = source.text(prefix + "publisher-key");
    Optional<String> subscribers = source.text(prefix + "subscriber-key");
    boolean separate = publishers.isPresent() || subscribers.isPresent();
    if (Stream.of(url.isPresent(), key.isPresent(), separate).filter(has -> has).count() != 1) {
      throw new InvalidSettingException(
          prefix + "key",
          key.map(text -> NOT_SHOWN).orElse(""),
          "either this key, or jwks-url, or publisher-key and subscriber-key: one of the three");
    }
    if (url.isPresent()) {
      return remote(prefix + "jwks-url", url.get());
    }
    List<VerificationKey> keys = new ArrayList<>();
    key.ifPresent(text -> add(keys, "key", text, EnumSet.allOf(Action.class)));
    publishers.ifPresent(text -> add(keys, "publisher-key", text, EnumSet.of(Action.PUBLISH)));
    subscribers.ifPresent(text -> add(keys, "subscriber-key", text, EnumSet.of(Action.SUBSCRIBE)));
    return IssuerKeys.fixed(keys);
  }

  private void add(List<VerificationKey> keys, String name, String text, Set<Action> actions) {
    Set<JWSAlgorithm> algorithms = algorithms(false);
    try {
      for (JWK key : KeyText.parse(text)) {
        keys.add(VerificationKey.of(key, algorithms, actions));
      }
    } catch (UnusableKeyException e) {
      throw new InvalidSettingException(prefix + name, NOT_SHOWN, e.needed());
    }
    if (keys.isEmpty()) {
      throw new InvalidSettingException(prefix + name, NOT_SHOWN, "at least one key");
    }
  }

  private IssuerKeys remote(String key, String value) {
    try {
      URI url = new URI(value);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getRawUserInfo() == null) {
        return new RemoteKeys(url, algorithms(true), System::nanoTime);
      }
    } catch (URISyntaxException e) {
      // The same sentence helps.
    }
    throw new InvalidSettingException(
        key, value, "an absolute http or https URL such as https://id.example/keys");
  }

  private Set<JWSAlgorithm> algorithms(boolean publicKeysOnly) {
    String key = prefix + "algorithms";
    Set<String> allowed = Algorithms.names(publicKeysOnly);
    Set<JWSAlgorithm> algorithms = new HashSet<>();
    for (String name : source.list(key)) {
      if (!allowed.contains(name)) {
        throw new InvalidSettingException(
            key, name, "a list of any of " + String.join(", ", allowed));
      }
      algorithms.add(JWSAlgorithm.parse(name));
    }
    return algorithms.isEmpty() ? Algorithms.usual(publicKeysOnly) : algorithms;
  }
}
