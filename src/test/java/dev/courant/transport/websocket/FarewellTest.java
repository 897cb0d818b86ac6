package dev.courant.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.hub.connection.Departure;
import jakarta.websocket.CloseReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FarewellTest {
  /** RFC 6455, section 5.5: a control frame has 125 bytes, and two of them are the code. */
  private static final int LONGEST_WORDS = 123;

  @ParameterizedTest
  @EnumSource(Departure.class)
  void everyDepartureHasACodeThatMayBeSentAndWordsThatFit(Departure why) {
    CloseReason reason = Farewell.of(why);
    assertThat(reason.getCloseCode().getCode())
        .isIn(1000, 1001, 1008, 1011, 1012, Farewell.UNAUTHORIZED);
    assertThat(reason.getReasonPhrase().getBytes(UTF_8).length).isLessThan(LONGEST_WORDS);
  }

  @Test
  void theCodesThatClientsActUponAreTheseOnes() {
    assertThat(code(Departure.HUB_STOPPED)).isEqualTo(1001);
    assertThat(code(Departure.MAX_AGE)).isEqualTo(1012);
    assertThat(code(Departure.FAILED)).isEqualTo(1011);
    assertThat(code(Departure.REVOKED)).isEqualTo(1008);
    assertThat(code(Departure.SIGNED_OUT)).isEqualTo(1008);
    assertThat(code(Departure.UNRULY)).isEqualTo(1008);
    assertThat(code(Departure.TOKEN_EXPIRED)).isEqualTo(3000);
    assertThat(Farewell.notNow().getCloseCode().getCode()).isEqualTo(1013);
  }

  private static int code(Departure why) {
    return Farewell.of(why).getCloseCode().getCode();
  }
}
