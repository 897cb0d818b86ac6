package dev.courant.it;

import dev.courant.it.durability.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The proxy of {@code docs/proxies.md} in front of a server, by the file that is shipped. */
final class Nginx implements AutoCloseable {
  private static final String AROUND =
      """
      daemon off;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log;
      events { worker_connections 256; }
      http {
        access_log off;
        client_body_temp_path tmp;
        proxy_temp_path tmp;
        fastcgi_temp_path tmp;
        uwsgi_temp_path tmp;
        scgi_temp_path tmp;
        include courant.conf;
      }
      """;

  private final Process process;
  private final SelfSigned certificate;
  private final URI base;

  private Nginx(Process process, SelfSigned certificate, URI base) {
    this.process = process;
    this.certificate = certificate;
    this.base = base;
  }

  /** Starts one. */
  static Nginx inFrontOf(URI application) throws Exception {
    ProxyProgram program = ProxyProgram.named("nginx");
    Path data = Path.of(ServerUnderTest.setting("it.data-dir")).toAbsolutePath();
    Path home = Files.createTempDirectory(Files.createDirectories(data), "nginx");
    SelfSigned certificate = SelfSigned.madeIn(home);
    certificate.writeAsFromAnAuthority();
    int port = Installation.freePort();
    Files.writeString(
        home.resolve("courant.conf"),
        Files.readString(Path.of("server-config/nginx/courant.conf"))
            .replace("/etc/courant", home.toString())
            .replace("listen 443", "listen 127.0.0.1:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + application.getPort()));
    Files.writeString(home.resolve("nginx.conf"), AROUND);
    Process process = program.start(home, port, "-p", home + "/", "-c", "nginx.conf");
    URI base = URI.create("https://localhost:" + port + application.getPath());
    return new Nginx(process, certificate, base);
  }

  /** Where the application is, seen through the proxy. */
  URI base() {
    return base;
  }

  /** A client that trusts it. */
  HttpClient client() throws IOException, GeneralSecurityException {
    return certificate.client();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
