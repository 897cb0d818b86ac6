package dev.courant.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionSettingsTest {
  private static final String EVENTS = "courant.mercure.subscription-events";
  private static final String GRACE = "courant.mercure.subscription-grace";

  @Test
  void nothingIsToldUnlessItIsSwitchedOn() {
    assertThat(read(Map.of())).isEqualTo(SubscriptionEvents.NONE);
    assertThat(read(Map.of(GRACE, "PT1M"))).isEqualTo(SubscriptionEvents.NONE);
    assertThat(read(Map.of(EVENTS, "true")))
        .isEqualTo(
            new SubscriptionEvents(List.of(SubscriptionFormat.MERCURE), Duration.ofSeconds(10)));
  }

  @Test
  void clientsOfBeforeAreToldInTheirWayToo() {
    assertThat(read(Map.of(EVENTS, "true", "courant.mercure.legacy-tokens", "true")).formats())
        .containsExactly(SubscriptionFormat.MERCURE, SubscriptionFormat.JSON_LD);
  }

  @Test
  void theGracePeriodIsConfigured() {
    assertThat(read(Map.of(EVENTS, "true", GRACE, "PT1M")).grace())
        .isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> read(Map.of(GRACE, "PT0S")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(GRACE);
    assertThatThrownBy(() -> read(Map.of(EVENTS, "yes")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(EVENTS);
  }

  private static SubscriptionEvents read(Map<String, String> values) {
    return new SettingsReader(new FixedConfig(values), "", 8080).read().subscriptionEvents();
  }
}
