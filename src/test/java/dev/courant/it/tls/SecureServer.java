package dev.courant.it.tls;

import dev.courant.it.SelfSigned;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.durability.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * A server that answers HTTPS as {@code server-config} says, with a certificate of its own.
 *
 * @param process the server
 * @param certificate what its clients trust
 */
record SecureServer(ServerProcess process, SelfSigned certificate) implements AutoCloseable {
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
    SelfSigned certificate = SelfSigned.madeIn(home);
    process.configure(
        script()
            .replace("/etc/courant", home.toString())
            .replace("${jboss.server.data.dir}/courant", process.data().toString())
            .replace("0.0.0.0", "127.0.0.1")
            .replace("8443", Integer.toString(process.securePort())));
    process.start();
    process.awaitReady();
    return new SecureServer(process, certificate);
  }

  /** Where the application is; the certificate is for this name. */
  URI base() {
    return URI.create(
        "https://localhost:" + process.securePort() + process.server().base().getPath());
  }

  /** A client that trusts it, with connections of its own. */
  HttpClient client() throws IOException, GeneralSecurityException {
    return certificate.client();
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
}
