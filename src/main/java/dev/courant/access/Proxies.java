package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word is taken for where a request comes from. Everybody can write {@code
 * X-Forwarded-For}, and each proxy adds to its end whom it has the request from: so it is read from
 * its end, as long as those who have written it are ours. Immutable; any thread may use it.
 *
 * @param trusted their addresses
 */
public record Proxies(List<AddressBlock> trusted) {
  private static final String HEADER = "X-Forwarded-For";

  /** What one customer usually gets of IPv6, in bytes: its machines have many addresses each. */
  private static final int V6_NETWORK_BYTES = 8;

  /** Proxies; the list is copied. */
  public Proxies {
    trusted = List.copyOf(trusted);
  }

  /**
   * Who has sent the request, and from where: the address of its sender, or of the last one before
   * our own proxies. Of an IPv6 address only the network, with 64 bits.
   */
  public Client clientOf(HttpServletRequest request) {
    return Client.of(
        request, clientOf(request.getRemoteAddr(), Collections.list(request.getHeaders(HEADER))));
  }

  /**
   * The same.
   *
   * @param sender the address that the request was sent from
   * @param forwarded the values of the header fields, in order
   */
  String clientOf(String sender, List<String> forwarded) {
    Optional<InetAddress> at = address(sender);
    if (at.isEmpty()) {
      return sender;
    }
    InetAddress client = at.get();
    List<String> entries = entries(forwarded);
    for (int i = entries.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = address(entries.get(i));
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return text(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.contains(address));
  }

  private static List<String> entries(List<String> forwarded) {
    List<String> entries = new ArrayList<>();
    forwarded.forEach(value -> entries.addAll(Arrays.asList(value.split(",", -1))));
    return entries;
  }

  /** An address as servers and proxies write it: with a port, in brackets, with a zone. */
  private static Optional<InetAddress> address(String entry) {
    String text = entry.strip();
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) {
      text = text.substring(1, bracket);
    } else if (text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.split(":", -1)[0];
    }
    return AddressBlock.address(text.split("%", -1)[0]);
  }

  private static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length <= Integer.BYTES) {
      return String.valueOf(address.getHostAddress());
    }
    Arrays.fill(bytes, V6_NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
