package dev.courant.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Publication;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two publications say the same, without keeping the first. */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * The fingerprint of what a publication says: SHA-256 in hexadecimal digits; the key is left out.
   */
  public static String of(Publication publication) {
    MessageDigest digest = sha256();
    publication.topics().forEach(topic -> add(digest, topic.name()));
    add(digest, "");
    add(digest, publication.data());
    add(digest, publication.type().orElse(""));
    add(digest, publication.id().orElse(""));
    add(digest, publication.retry().map(Object::toString).orElse(""));
    add(digest, publication.ttl().map(Object::toString).orElse(""));
    add(digest, Boolean.toString(publication.isPrivate()));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With the length first, so that "ab", "c" and "a", "bc" differ. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
