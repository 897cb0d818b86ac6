package dev.courant.it.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.durability.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server that answers HTTPS as {@code server-config} says, with a certificate of its own.
 *
 * @param process the server
 * @param certificate what its clients trust
 */
record SecureServer(ServerProcess process, Path certificate) implements AutoCloseable {
  private static final Path SERVER_CONFIG = Path.of("server-config");

  /**
   * Starts one and waits until it is ready.
   *
   * @param name of its directory
   * @param settings options of its JVM
   */
  static SecureServer started(String name, String... settings) throws Exception {
    ServerProcess process = ServerProcess.installed(name, settings);
    Path home = Files.createDirectories(process.data()).getParent();
    makeCertificate(home);
    process.configure(
        script()
            .replace("/etc/courant", home.toString())
            .replace("${jboss.server.data.dir}/courant", process.data().toString())
            .replace("0.0.0.0", "127.0.0.1")
            .replace("8443", Integer.toString(process.securePort())));
    process.start();
    process.awaitReady();
    return new SecureServer(process, home.resolve("courant.pem"));
  }

  /** Where the application is; the certificate is for this name. */
  URI base() {
    return URI.create(
        "https://localhost:" + process.securePort() + process.server().base().getPath());
  }

  /** A client of its own, with connections of its own, which would rather speak HTTP/2. */
  HttpClient client() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "courant", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Override
  public void close() {
    process.close();
  }

  private static String script() throws IOException {
    return Brand.underTest() == Brand.PAYARA
        ? Files.readString(SERVER_CONFIG.resolve("payara-micro/tls.asadmin"))
        : Files.readString(SERVER_CONFIG.resolve("wildfly/courant.cli"))
            + Files.readString(SERVER_CONFIG.resolve("wildfly/tls.cli"));
  }

  private static void makeCertificate(Path directory) throws IOException, InterruptedException {
    ProcessBuilder maker =
        new ProcessBuilder(
                "sh", SERVER_CONFIG.resolve("self-signed.sh").toString(), directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("self-signed.log").toFile());
    String jdk = Path.of(System.getProperty("java.home"), "bin").toString();
    maker.environment().merge("PATH", jdk, (path, first) -> first + ":" + path);
    assertThat(maker.start().waitFor()).as("self-signed.sh").isZero();
  }
}
