package dev.courant.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.courant.access.Caller;
import dev.courant.access.Proxies;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did what. */
class AuditLogTest {
  @TempDir private Path dataDir;

  @Test
  void whatWasDoneAndWhatWasRefusedOutlivesARestart() throws Exception {
    AuditLog log = open();
    assertThat(log.<String>act(request(), Caller.ANONYMOUS, Act.MINT, "a token", () -> "it"))
        .isEqualTo("it");
    assertThatThrownBy(
            () ->
                log.act(
                    request(),
                    Caller.ANONYMOUS,
                    Act.DISMISS,
                    "somebody",
                    () -> {
                      throw new RefusedException(Refusal.NOT_FOUND, "nobody");
                    }))
        .isInstanceOf(RefusedException.class);
    for (AuditLog any : List.of(log, open())) {
      assertThat(any.before(Long.MAX_VALUE, 10))
          .extracting(AuditEntry::number, AuditEntry::act, AuditEntry::outcome)
          .containsExactly(tuple(2L, "dismiss", "NOT_FOUND"), tuple(1L, "mint", "done"));
      assertThat(any.before(2, 10)).hasSize(1);
    }
  }

  @Test
  void halfALineIsPassedOver() throws Exception {
    open().act(request(), Caller.ANONYMOUS, Act.SWEEP, "", () -> 1);
    Path file = dataDir.resolve("audit.log");
    Files.writeString(file, "{\"number\":2,\"at\":\"20", StandardOpenOption.APPEND);
    AuditLog log = open();
    assertThat(log.before(Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void theFileIsReplacedWhenItIsLarge() throws Exception {
    AuditFile file = new AuditFile(dataDir, 10_000);
    for (int i = 1; i <= 100; i++) {
      file.add(new AuditEntry(i, Instant.EPOCH, "ann", "192.0.2.7", "publish", "/a", "done"));
    }
    assertThat(dataDir.resolve("audit.log.1")).exists();
    assertThat(Files.size(dataDir.resolve("audit.log"))).isLessThan(11_000);
    assertThat(new AuditFile(dataDir, 10_000).newest(3))
        .extracting(AuditEntry::number)
        .containsExactly(98L, 99L, 100L);
  }

  private AuditLog open() throws Exception {
    return AuditLog.in(dataDir, new Proxies(List.of()), Clock.systemUTC());
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            AuditLogTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> "192.0.2.7";
                  case "getProtocol" -> "HTTP/1.1";
                  case "getHeaders" -> Collections.emptyEnumeration();
                  default -> null;
                });
  }
}
