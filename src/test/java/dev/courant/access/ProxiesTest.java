package dev.courant.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  /** Where the trusted proxies are 10.0.0.0/8, 192.0.2.7 and fd00::/8. */
  private static final Proxies OURS = proxies("10.0.0.0/8", "192.0.2.7", "fd00::/8");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // sender         | X-Forwarded-For, one field line per ;          | client
        "203.0.113.9      |                                                | 203.0.113.9",
        "203.0.113.9      | 198.51.100.1                                   | 203.0.113.9",
        "10.1.2.3         |                                                | 10.1.2.3",
        "10.1.2.3         | 198.51.100.1                                   | 198.51.100.1",
        "192.0.2.7        | 198.51.100.1                                   | 198.51.100.1",
        "192.0.2.8        | 198.51.100.1                                   | 192.0.2.8",
        "10.1.2.3         | 1.1.1.1, 198.51.100.1                          | 198.51.100.1",
        "10.1.2.3         | 198.51.100.1, 10.9.9.9                         | 198.51.100.1",
        "10.1.2.3         | 10.5.5.5, 198.51.100.1, 10.9.9.9               | 198.51.100.1",
        "10.1.2.3         | 10.5.5.5, 10.9.9.9                             | 10.5.5.5",
        "10.1.2.3         | 1.1.1.1 ; 198.51.100.1                         | 198.51.100.1",
        "10.1.2.3         | 198.51.100.1 ; 10.9.9.9                        | 198.51.100.1",
        "10.1.2.3         | 198.51.100.1:4711                              | 198.51.100.1",
        "10.1.2.3         | unknown                                        | 10.1.2.3",
        "10.1.2.3         | 198.51.100.1, unknown                          | 10.1.2.3",
        "10.1.2.3         | 198.51.100.1, _hidden, 10.9.9.9                | 10.9.9.9",
        "10.1.2.3         | client.example                                 | 10.1.2.3",
        "10.1.2.3         | 198.51.100.256                                 | 10.1.2.3",
        "10.1.2.3         | 010.0.0.1                                      | 10.1.2.3",
        "10.1.2.3         | 3325256705                                     | 10.1.2.3",
        "10.1.2.3         | ,                                              | 10.1.2.3",
        "10.1.2.3         | 198.51.100.1,                                  | 10.1.2.3",
        "fd00::1          | 198.51.100.1                                   | 198.51.100.1",
        "fe80::1%eth0     | 198.51.100.1                                   | fe80:0:0:0:0:0:0:0/64",
        "10.1.2.3         | 2001:db8:1:2:3:4:5:6                           | 2001:db8:1:2:0:0:0:0/64",
        "10.1.2.3         | [2001:db8:1:2:3:4:5:6]:4711                    | 2001:db8:1:2:0:0:0:0/64",
        "10.1.2.3         | [2001:db8:1:2:3:4:5:6]                         | 2001:db8:1:2:0:0:0:0/64",
        "10.1.2.3         | ::ffff:198.51.100.1                            | 198.51.100.1",
        "::ffff:10.1.2.3  | 198.51.100.1                                   | 198.51.100.1",
        "10.1.2.3         | 198.51.100.1, fd12::9                          | 198.51.100.1",
        "10.1.2.3         | 2001:db8::zz                                   | 10.1.2.3",
      })
  void theClientIsTheLastAddressThatIsNotOurs(String sender, String header, String client) {
    List<String> lines = header == null ? List.of() : Arrays.asList(header.split(";", -1));
    assertThat(OURS.clientOf(sender, lines)).isEqualTo(client);
  }

  @Test
  void whereNoProxyIsConfiguredTheHeaderMeansNothing() {
    Proxies none = new Proxies(List.of());
    assertThat(none.clientOf("10.1.2.3", List.of("198.51.100.1"))).isEqualTo("10.1.2.3");
    assertThat(none.clientOf("127.0.0.1", List.of("198.51.100.1"))).isEqualTo("127.0.0.1");
  }

  @Test
  void whatIsNoAddressAtAllIsTakenAsItIs() {
    assertThat(OURS.clientOf("unix:", List.of("198.51.100.1"))).isEqualTo("unix:");
  }

  @Test
  void aVeryLongHeaderIsReadFromItsEndOnly() {
    String many = "1.1.1.1,".repeat(100_000) + "198.51.100.1";
    assertThat(OURS.clientOf("10.1.2.3", List.of(many))).isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.4.0/23, 192.168.5.255, true",
    "192.168.4.0/23, 192.168.6.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "::/0, ::1, true",
    "::/0, 8.8.8.8, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
  })
  void aBlockHoldsTheAddressesThatBeginLikeIt(String block, String address, boolean holds) {
    assertThat(AddressBlock.parse(block).orElseThrow().contains(address(address))).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::1/129", "10.0.0",
        "proxy.example", "localhost", "10.0.0.0/0x8", "10.0.0.1 ", "[::1]", "::1%eth0", "1", ":"
      })
  void whatIsNoBlockIsNone(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }

  private static InetAddress address(String text) {
    return AddressBlock.address(text).orElseThrow();
  }

  private static Proxies proxies(String... blocks) {
    return new Proxies(
        Arrays.stream(blocks).map(b -> AddressBlock.parse(b).orElseThrow()).toList());
  }
}
