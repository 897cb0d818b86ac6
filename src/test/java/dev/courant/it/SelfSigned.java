package dev.courant.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate that {@code server-config/self-signed.sh} has made.
 *
 * @param directory where they are
 */
public record SelfSigned(Path directory) {
  private static final String NAME = "courant";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** Makes them in a directory that is there. */
  public static SelfSigned madeIn(Path directory) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder("sh", "server-config/self-signed.sh", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("self-signed.log").toFile());
    String jdk = Path.of(System.getProperty("java.home"), "bin").toString();
    script.environment().merge("PATH", jdk, (path, first) -> first + ":" + path);
    assertThat(script.start().waitFor()).as("self-signed.sh").isZero();
    return new SelfSigned(directory);
  }

  /** A client of its own, with connections of its own, which would rather speak HTTP/2. */
  public HttpClient client() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(NAME, store().getCertificate(NAME));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** Writes both as an authority sends them: {@code privkey.pem} and {@code fullchain.pem}. */
  void writeAsFromAnAuthority() throws IOException, GeneralSecurityException {
    Files.copy(directory.resolve("courant.pem"), directory.resolve("fullchain.pem"));
    byte[] key = store().getKey(NAME, PASSWORD).getEncoded();
    Files.writeString(
        directory.resolve("privkey.pem"),
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key)));
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve("courant.p12"))) {
      store.load(file, PASSWORD);
    }
    return store;
  }
}
