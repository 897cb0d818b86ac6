package dev.courant.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secret that opens everything: made at the first start, kept in the file {@value #FILE_NAME}
 * of the data directory, readable by its owner only. Immutable.
 */
public final class AdminToken {
  /** The name of the file. */
  public static final String FILE_NAME = "admin-token";

  /** 256 bits, in base64url. */
  private static final int SECRET_BYTES = 32;

  private static final int SECRET_CHARS = 43;

  private final byte[] secret;

  private AdminToken(String secret) {
    this.secret = secret.getBytes(UTF_8);
  }

  /**
   * Reads the token of a data directory, or makes it.
   *
   * @throws IOException when the file can be neither read nor made, or holds something else
   */
  public static AdminToken in(Path dataDir, SecureRandom random) throws IOException {
    Path file = dataDir.resolve(FILE_NAME);
    if (Files.notExists(file)) {
      create(file, random);
    }
    String secret = Files.readString(file).strip();
    if (secret.length() < SECRET_CHARS) {
      throw new IOException(
          "%s holds no token: delete the file, and a new one is made at the next start"
              .formatted(file));
    }
    return new AdminToken(secret);
  }

  /** Whether {@code presented} is the token; takes the same time whatever is wrong with it. */
  boolean matches(String presented) {
    return MessageDigest.isEqual(secret, presented.getBytes(UTF_8));
  }

  /** Written beside its place and moved there: whoever sees the file sees all of it. */
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    Path draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), FILE_NAME, null, ownerOnly());
    Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
