package dev.courant.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.access.PublishRate;
import dev.courant.hub.ConnectionLimits;
import dev.courant.hub.StopLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitSettingsTest {
  @Test
  void byDefaultThereIsRoomForACompanyBehindOneProxy() {
    Settings settings = read(Map.of());
    assertThat(settings.limits().connections())
        .isEqualTo(new ConnectionLimits(20_000, 1_000, ConnectionLimits.UNLIMITED));
    assertThat(settings.limits().streamMaxAge()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.limits().stop())
        .isEqualTo(new StopLimits(Duration.ofSeconds(10), Duration.ofSeconds(5)));
    assertThat(settings.publishRate()).isEqualTo(PublishRate.UNLIMITED);
    assertThat(settings.proxies().trusted()).isEmpty();
  }

  @Test
  void whatIsConfiguredCounts() {
    Settings settings =
        read(
            Map.of(
                "courant.connections.max", "3",
                "courant.connections.max-per-subject", "0",
                "courant.connections.max-per-address", "2",
                "courant.stream.max-age", "PT1H",
                "courant.publish.rate", "7",
                "courant.stop-timeout", "PT20S",
                "courant.stop-spread", "PT1M",
                "courant.proxies", "10.0.0.0/8, fd00::/8"));
    assertThat(settings.limits().connections())
        .isEqualTo(new ConnectionLimits(3, ConnectionLimits.UNLIMITED, 2));
    assertThat(settings.limits().streamMaxAge()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.limits().stop())
        .isEqualTo(new StopLimits(Duration.ofSeconds(20), Duration.ofMinutes(1)));
    assertThat(settings.publishRate()).isEqualTo(7);
    assertThat(settings.proxies().trusted()).hasSize(2);
  }

  @Test
  void whatCannotBeIsRefusedWithASentenceThatNamesIt() {
    List.of("0", "-1", "x").forEach(value -> assertRefused("courant.connections.max", value));
    assertRefused("courant.connections.max-per-subject", "-1");
    assertRefused("courant.connections.max-per-address", "many");
    assertRefused("courant.publish.rate", "1.5");
    assertRefused("courant.stream.max-age", "PT0S");
    List.of("PT0S", "PT11M", "10s").forEach(value -> assertRefused("courant.stop-timeout", value));
    List.of("PT0.9S", "PT11M").forEach(value -> assertRefused("courant.stop-spread", value));
    assertRefused("courant.proxies", "proxy.example");
    assertRefused("courant.proxies", "10.0.0.0/40");
  }

  private static void assertRefused(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }

  private static Settings read(Map<String, String> values) {
    return new SettingsReader(new FixedConfig(values), "/app", 8080).read();
  }
}
