package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.courant.access.Action;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The key of this very hub, with which it signs tokens of its own: a secret that is made at the
 * first start and kept under the name {@value #NAME}, as a file of the data directory or, where
 * several nodes are one hub, in the database that they share. Whoever deletes that and starts the
 * hub again has revoked all of them. Immutable; any thread may use it.
 */
public final class LocalKey {
  /** The name that it is kept under. */
  public static final String NAME = "signing-key";

  private static final int SECRET_BYTES = 32;
  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt")).build();

  private final OctetSequenceKey key;

  private LocalKey(OctetSequenceKey key) {
    this.key = key;
  }

  /**
   * Reads the key, or makes it.
   *
   * @throws IOException when the text can be neither read nor made, or holds something else
   */
  public static LocalKey in(KeptText text, SecureRandom random) throws IOException {
    byte[] secret = decoded(text.update(kept -> kept.orElseGet(() -> newSecret(random))));
    if (secret.length != SECRET_BYTES) {
      throw new IOException(
          "%s holds no key: delete it, and a new one is made at the next start"
              .formatted(text.name()));
    }
    return new LocalKey(new OctetSequenceKey.Builder(secret).build());
  }

  /** The key, for verifying what it has signed. */
  public IssuerKeys keys() {
    try {
      return IssuerKeys.fixed(
          List.of(
              VerificationKey.of(key, Set.of(JWSAlgorithm.HS256), EnumSet.allOf(Action.class))));
    } catch (UnusableKeyException e) {
      throw new IllegalStateException("A key of our own", e);
    }
  }

  /**
   * A token with these claims.
   *
   * @param claims a JSON object
   */
  public String sign(String claims) {
    JWSObject token = new JWSObject(HEADER, new Payload(claims.getBytes(UTF_8)));
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC is part of every JDK", e);
    }
    return token.serialize();
  }

  private static String newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
