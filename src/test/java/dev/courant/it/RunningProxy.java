package dev.courant.it;

import dev.courant.it.durability.Installation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * A proxy that runs in front of a server, set up by a file of {@code server-config} in which only
 * ports, places and timeouts are changed; or, where it says so, as its package leaves it.
 */
final class RunningProxy implements AutoCloseable {
  /** What 60 seconds in the files become: more than two heartbeats of the tests. */
  private static final String TIMEOUT = "5";

  private static final String[] APACHE_MODULES = {
    "mpm_event",
    "authz_core",
    "setenvif",
    "headers",
    "ssl",
    "http2",
    "proxy",
    "proxy_http",
    "unique_id"
  };

  private static final String NGINX_AS_INSTALLED =
      """
      daemon off;
      pid nginx.pid;
      error_log error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path tmp;
        proxy_temp_path tmp;
        fastcgi_temp_path tmp;
        uwsgi_temp_path tmp;
        scgi_temp_path tmp;
        gzip on;
        gzip_types text/event-stream application/x-ndjson application/json;
        gzip_min_length 0;
        proxy_read_timeout 60s;
        server {
          listen LISTEN;
          location / {
            proxy_pass http://HUB;
          }
        }
      }
      """;

  private static final String AROUND_NGINX =
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

  private static SelfSigned certificateOfAll;

  private final Process process;
  private final SelfSigned certificate;
  private final URI base;

  private RunningProxy(Process process, SelfSigned certificate, URI base) {
    this.process = process;
    this.certificate = certificate;
    this.base = base;
  }

  static RunningProxy nginx(URI application) throws Exception {
    ProxyProgram program = ProxyProgram.named("nginx");
    Path home = home("nginx");
    SelfSigned certificate = certificate();
    int port = Installation.freePort();
    Files.writeString(
        home.resolve("courant.conf"),
        Files.readString(Path.of("server-config/nginx/courant.conf"))
            .replace("/etc/courant", certificate.directory().toString())
            .replace("listen 443", "listen 127.0.0.1:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + application.getPort()));
    Files.writeString(home.resolve("nginx.conf"), AROUND_NGINX);
    Process process = program.start(home, port, "-p", home + "/", "-c", "nginx.conf");
    return new RunningProxy(process, certificate, secure(port, application));
  }

  static RunningProxy haproxy(URI application) throws Exception {
    ProxyProgram program = ProxyProgram.named("haproxy");
    Path home = home("haproxy");
    SelfSigned certificate = certificate();
    int port = Installation.freePort();
    Files.writeString(
        home.resolve("courant.cfg"),
        Files.readString(Path.of("server-config/haproxy/courant.cfg"))
            .replace("/etc/courant", certificate.directory().toString())
            .replace("bind :443", "bind 127.0.0.1:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + application.getPort())
            .replace("\"/.well-known", "\"" + application.getPath() + ".well-known")
            .replace("maxconn 20000", "maxconn 500")
            .replace("60s", TIMEOUT + "s"));
    Process process = program.start(home, port, "-db", "-f", "courant.cfg");
    return new RunningProxy(process, certificate, secure(port, application));
  }

  static RunningProxy apache(URI application) throws Exception {
    ProxyProgram program = ProxyProgram.named("apache2");
    Path home = home("apache");
    SelfSigned certificate = certificate();
    int port = Installation.freePort();
    String site =
        Files.readString(Path.of("server-config/apache/courant.conf"))
            .replace("/etc/courant", certificate.directory().toString())
            .replace("*:443", "127.0.0.1:" + port)
            .replace("127.0.0.1:8080", "127.0.0.1:" + application.getPort())
            .replace("timeout=60", "timeout=" + TIMEOUT);
    StringBuilder around = new StringBuilder();
    around.append("ServerRoot ").append(home).append("\nServerName localhost\n");
    // Who it becomes where the tests are run by root; others it leaves as they are.
    around.append("User nobody\nGroup nogroup\n");
    around.append("PidFile apache.pid\nDefaultRuntimeDir .\nErrorLog error.log\n");
    around.append("Listen 127.0.0.1:").append(port).append('\n');
    Path modules = program.beside("/usr/lib/apache2/modules");
    for (String module : APACHE_MODULES) {
      around.append("LoadModule %s_module %s/mod_%s.so%n".formatted(module, modules, module));
    }
    Files.writeString(home.resolve("apache2.conf"), around + site);
    Process process =
        program.start(
            home, port, "-D", "FOREGROUND", "-f", home.resolve("apache2.conf").toString());
    return new RunningProxy(process, certificate, secure(port, application));
  }

  /** nginx with nothing set but where to go, and one setting that is against streams. */
  static RunningProxy nginxAsInstalled(URI application) throws Exception {
    ProxyProgram program = ProxyProgram.named("nginx");
    Path home = home("nginx-as-installed");
    int port = Installation.freePort();
    Files.writeString(
        home.resolve("nginx.conf"),
        NGINX_AS_INSTALLED
            .replace("LISTEN", "127.0.0.1:" + port)
            .replace("HUB", "127.0.0.1:" + application.getPort())
            .replace("60s", TIMEOUT + "s"));
    Process process = program.start(home, port, "-p", home + "/", "-c", "nginx.conf");
    URI base = URI.create("http://localhost:" + port + application.getPath());
    return new RunningProxy(process, certificate(), base);
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

  private static URI secure(int port, URI application) {
    return URI.create("https://localhost:" + port + application.getPath());
  }

  private static Path home(String name) throws IOException {
    Path data = Path.of(ServerUnderTest.setting("it.data-dir")).toAbsolutePath();
    return Files.createTempDirectory(Files.createDirectories(data), name);
  }

  /** One for all that this run of the tests starts. */
  private static synchronized SelfSigned certificate() throws Exception {
    if (certificateOfAll == null) {
      Path home = home("certificate");
      certificateOfAll = SelfSigned.madeIn(home);
      certificateOfAll.writeAsFromAnAuthority();
      Files.writeString(
          home.resolve("haproxy.pem"),
          Files.readString(home.resolve("fullchain.pem"))
              + Files.readString(home.resolve("privkey.pem")));
    }
    return certificateOfAll;
  }
}
