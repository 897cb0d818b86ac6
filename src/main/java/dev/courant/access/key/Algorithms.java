package dev.courant.access.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.CurveBasedJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The signature algorithms that are accepted here (RFC 7518, section 3.1; RFC 8037). */
public final class Algorithms {
  private static final List<JWSAlgorithm> OF_SECRETS =
      List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512);

  private static final List<JWSAlgorithm> OF_RSA =
      List.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512);

  private static final List<JWSAlgorithm> OF_ELLIPTIC =
      List.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512, JWSAlgorithm.EdDSA);

  private static final Map<Curve, JWSAlgorithm> OF_CURVES =
      Map.of(
          Curve.P_256, JWSAlgorithm.ES256,
          Curve.P_384, JWSAlgorithm.ES384,
          Curve.P_521, JWSAlgorithm.ES512,
          Curve.Ed25519, JWSAlgorithm.EdDSA);

  private Algorithms() {}

  /**
   * The names of all of them: there is no {@code none} among them.
   *
   * @param publicKeysOnly whether to leave out those that are made with a secret
   */
  public static Set<String> names(boolean publicKeysOnly) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(publicKeysOnly ? List.<JWSAlgorithm>of() : OF_SECRETS, OF_RSA, OF_ELLIPTIC)
        .flatMap(List::stream)
        .forEach(algorithm -> names.add(algorithm.getName()));
    return names;
  }

  /** What keys are good for where nobody says what else: one algorithm for each kind of key. */
  public static Set<JWSAlgorithm> usual(boolean publicKeysOnly) {
    Set<JWSAlgorithm> usual = new HashSet<>(OF_ELLIPTIC);
    usual.add(JWSAlgorithm.RS256);
    if (!publicKeysOnly) {
      usual.add(JWSAlgorithm.HS256);
    }
    return usual;
  }

  /** Those that a key can be used with; none, when it is too short or not of a kind for that. */
  static Set<JWSAlgorithm> of(JWK key) {
    if (key.getKeyType().equals(KeyType.OCT)) {
      Set<JWSAlgorithm> longEnoughFor = new HashSet<>(OF_SECRETS);
      longEnoughFor.removeIf(algorithm -> key.size() < hashBits(algorithm));
      return longEnoughFor;
    }
    if (key.getKeyType().equals(KeyType.RSA)) {
      return Set.copyOf(OF_RSA);
    }
    JWSAlgorithm ofCurve =
        key instanceof CurveBasedJWK onCurve ? OF_CURVES.get(onCurve.getCurve()) : null;
    return ofCurve == null ? Set.of() : Set.of(ofCurve);
  }

  /** A secret has at least as many (RFC 7518, section 3.2). */
  private static int hashBits(JWSAlgorithm algorithm) {
    return Integer.parseInt(algorithm.getName().substring("HS".length()));
  }
}
