package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.courant.access.Action;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One key, with what it may be used for: fixed when it is read, so that nothing that a token says
 * about itself can change it. Immutable; any thread may use it.
 */
public final class VerificationKey {
  /** The shortest secret and the shortest RSA modulus (RFC 7518, sections 3.2 and 3.3). */
  static final int MIN_SECRET_BITS = 256;

  static final int MIN_RSA_BITS = 2048;

  private final Optional<String> id;
  private final Set<JWSAlgorithm> algorithms;
  private final Set<Action> actions;
  private final JWSVerifier verifier;

  private VerificationKey(
      Optional<String> id,
      Set<JWSAlgorithm> algorithms,
      Set<Action> actions,
      JWSVerifier verifier) {
    this.id = id;
    this.algorithms = algorithms;
    this.actions = actions;
    this.verifier = verifier;
  }

  /**
   * A key.
   *
   * @param allowed the algorithms that it may be used with, as far as it can be
   * @param actions what a token that it verifies may grant
   * @throws UnusableKeyException when it cannot be used with any of them, or is too short
   */
  public static VerificationKey of(JWK key, Set<JWSAlgorithm> allowed, Set<Action> actions)
      throws UnusableKeyException {
    requireStrength(key);
    Set<JWSAlgorithm> algorithms = new HashSet<>(Algorithms.of(key));
    algorithms.retainAll(allowed);
    if (key.getAlgorithm() != null) {
      // Compared by name: what is no signature algorithm is of another type.
      String only = key.getAlgorithm().getName();
      algorithms.removeIf(algorithm -> !algorithm.getName().equals(only));
    }
    if (algorithms.isEmpty() || !isForSignatures(key)) {
      throw new UnusableKeyException(
          "a key for one of the algorithms, and as long as its hash where it is a secret");
    }
    try {
      return new VerificationKey(
          Optional.ofNullable(key.getKeyID()), Set.copyOf(algorithms), actions, verifier(key));
    } catch (JOSEException | IllegalArgumentException e) {
      throw new UnusableKeyException("a key that is what it says it is", e);
    }
  }

  /** What a token that it verifies may grant. */
  public Set<Action> actions() {
    return actions;
  }

  /** Whether it is called by that name. */
  boolean isCalled(String keyId) {
    return id.isPresent() && id.get().equals(keyId);
  }

  /**
   * Whether {@code signature} was made by the holder of this key.
   *
   * @param algorithm what the token says; any other than those of this key verifies nothing
   * @param input what was signed: ASCII
   * @param signature in base64url
   */
  public boolean verifies(String algorithm, String input, String signature) {
    JWSAlgorithm named = JWSAlgorithm.parse(algorithm);
    if (!algorithms.contains(named)) {
      return false;
    }
    try {
      // A header of our own: nothing else that the token's says is of interest to the verifier.
      return verifier.verify(
          new JWSHeader(named), input.getBytes(US_ASCII), new Base64URL(signature));
    } catch (JOSEException malformed) {
      return false;
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException, UnusableKeyException {
    if (key instanceof OctetSequenceKey secret) {
      return new MACVerifier(secret);
    }
    if (key instanceof RSAKey rsa) {
      return new RSASSAVerifier(rsa.toRSAPublicKey());
    }
    if (key instanceof ECKey elliptic) {
      return new ECDSAVerifier(elliptic.toECPublicKey());
    }
    if (key instanceof OctetKeyPair edwards) {
      return new Ed25519Verifier(edwards);
    }
    throw new UnusableKeyException("a key of a known kind");
  }

  private static void requireStrength(JWK key) throws UnusableKeyException {
    if (key instanceof OctetSequenceKey secret && secret.size() < MIN_SECRET_BITS) {
      throw new UnusableKeyException("a secret of at least %d bits".formatted(MIN_SECRET_BITS));
    }
    if (key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS) {
      throw new UnusableKeyException("an RSA key of at least %d bits".formatted(MIN_RSA_BITS));
    }
  }

  private static boolean isForSignatures(JWK key) {
    boolean use = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
    Set<KeyOperation> operations = key.getKeyOperations();
    return use
        && (operations == null
            || operations.isEmpty()
            || operations.contains(KeyOperation.VERIFY)
            || operations.contains(KeyOperation.SIGN));
  }
}
