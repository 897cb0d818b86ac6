package dev.courant.access.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes tokens of any kind, good and bad, really signed: with nothing but the JDK, so that what the
 * product's library makes of them is a test of it.
 */
public final class Forge {
  /** Signs bytes, or does something else with them. */
  public interface Seal {
    byte[] sign(byte[] input) throws GeneralSecurityException;
  }

  private Forge() {}

  /** A token of these two JSON texts, which may be no JSON at all. */
  public static String token(String header, String claims, Seal seal) {
    return token(header.getBytes(UTF_8), claims.getBytes(UTF_8), seal);
  }

  public static String token(byte[] header, byte[] claims, Seal seal) {
    String input = base64(header) + "." + base64(claims);
    return input + "." + signature(input, seal);
  }

  /** The signature of the first two parts of a token. */
  public static String signature(String input, Seal seal) {
    try {
      return base64(seal.sign(input.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Seal hmac(String hash, byte[] secret) {
    return input -> {
      Mac mac = Mac.getInstance("HmacSHA" + hash);
      mac.init(new SecretKeySpec(secret, "HmacSHA" + hash));
      return mac.doFinal(input);
    };
  }

  public static Seal rsa(String hash, PrivateKey key) {
    return input -> sign(Signature.getInstance("SHA" + hash + "withRSA"), key, input);
  }

  public static Seal pss(int hash, PrivateKey key) {
    return input -> {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      MGF1ParameterSpec mask = new MGF1ParameterSpec("SHA-" + hash);
      signature.setParameter(new PSSParameterSpec("SHA-" + hash, "MGF1", mask, hash / 8, 1));
      return sign(signature, key, input);
    };
  }

  public static Seal ecdsa(String hash, PrivateKey key) {
    return input ->
        sign(Signature.getInstance("SHA" + hash + "withECDSAinP1363Format"), key, input);
  }

  public static Seal ed25519(PrivateKey key) {
    return input -> sign(Signature.getInstance("Ed25519"), key, input);
  }

  public static KeyPair rsaKeys(int bits) {
    return keys("RSA", bits);
  }

  public static KeyPair ed25519Keys() {
    return keys("Ed25519", 0);
  }

  public static KeyPair ecKeys(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(KeyPair keys) {
    String base64 = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A number without its sign byte, as keys are written in JSON. */
  public static String base64(BigInteger number, int bytes) {
    byte[] all = number.toByteArray();
    ByteBuffer fixed = ByteBuffer.allocate(bytes);
    int length = Math.min(all.length, bytes);
    fixed.position(bytes - length);
    fixed.put(all, all.length - length, length);
    return base64(fixed.array());
  }

  private static KeyPair keys(String kind, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sign(Signature signature, PrivateKey key, byte[] input)
      throws GeneralSecurityException {
    signature.initSign(key);
    signature.update(input);
    return signature.sign();
  }
}
