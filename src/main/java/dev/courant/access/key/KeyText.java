package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys as a person writes them down: PEM public keys, a JSON Web Key or a set of them, a secret in
 * base64 or as it is; or the name of a file with one of these in it.
 */
public final class KeyText {
  /** What is understood, for the sentence that says so. */
  public static final String FORMS =
      "a PEM public key, a JSON Web Key or a set of them, base64:... or plain text for a secret of"
          + " 256 bits or more, or file:/path with one of these in it";

  private static final String FILE = "file:";
  private static final String SECRET = "base64:";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  private static final int ED25519_KEY_BYTES = 32;

  private KeyText() {}

  /**
   * The keys that a text holds, at least one.
   *
   * @throws UnusableKeyException when it is not of one of these forms, or there is no such file
   */
  public static List<JWK> parse(String text) throws UnusableKeyException {
    String content = (text.startsWith(FILE) ? read(text) : text).strip();
    if (content.contains("-----BEGIN ")) {
      // In a variable of the environment lines may be told by two characters.
      return pem(content.replace("\\n", "\n"));
    }
    if (content.startsWith("{")) {
      return json(content);
    }
    return List.of(secret(content));
  }

  /** The keys of a set (RFC 7517, section 5); of a kind that is not known, they are left out. */
  static List<JWK> json(String content) throws UnusableKeyException {
    try {
      return content.contains("\"keys\"")
          ? JWKSet.parse(content).getKeys()
          : List.of(JWK.parse(content));
    } catch (ParseException | RuntimeException e) {
      throw new UnusableKeyException("a JSON Web Key or a set of them (RFC 7517)", e);
    }
  }

  private static String read(String text) throws UnusableKeyException {
    try {
      return Files.readString(Path.of(text.substring(FILE.length())));
    } catch (IOException | InvalidPathException e) {
      throw new UnusableKeyException("a file that can be read", e);
    }
  }

  private static JWK secret(String content) throws UnusableKeyException {
    byte[] bytes;
    if (content.startsWith(SECRET)) {
      try {
        // Both alphabets are in use.
        String standard = content.substring(SECRET.length()).replace('-', '+').replace('_', '/');
        bytes = Base64.getDecoder().decode(standard);
      } catch (IllegalArgumentException e) {
        throw new UnusableKeyException("base64 after \"base64:\"", e);
      }
    } else {
      bytes = content.getBytes(UTF_8);
    }
    if (bytes.length * Byte.SIZE < VerificationKey.MIN_SECRET_BITS) {
      throw new UnusableKeyException(FORMS);
    }
    return new OctetSequenceKey.Builder(bytes).build();
  }

  private static List<JWK> pem(String content) throws UnusableKeyException {
    List<JWK> keys = new ArrayList<>();
    Matcher blocks = PEM.matcher(content);
    while (blocks.find()) {
      keys.add(publicKey(Base64.getMimeDecoder().decode(blocks.group(1))));
    }
    if (keys.isEmpty() || content.contains("PRIVATE KEY")) {
      throw new UnusableKeyException("a PEM public key (\"-----BEGIN PUBLIC KEY-----\")");
    }
    return keys;
  }

  private static JWK publicKey(byte[] encoded) throws UnusableKeyException {
    for (String kind : List.of("RSA", "EC", "Ed25519")) {
      try {
        PublicKey key =
            KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded));
        return jwk(key);
      } catch (GeneralSecurityException | IllegalArgumentException notOfThatKind) {
        // The next may be it.
      }
    }
    throw new UnusableKeyException("a public key of RSA, of a NIST curve, or of Ed25519");
  }

  private static JWK jwk(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return new RSAKey.Builder(rsa).build();
    }
    if (key instanceof ECPublicKey elliptic) {
      return new ECKey.Builder(Curve.forECParameterSpec(elliptic.getParams()), elliptic).build();
    }
    byte[] encoded = key.getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_BYTES, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build();
  }
}
