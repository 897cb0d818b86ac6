package dev.courant.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** WebSockets as they are on the wire (RFC 6455), for clients that no library would be. */
final class Handshakes {
  private static final byte FINAL_TEXT = (byte) 0x81;
  private static final byte FINAL_BINARY = (byte) 0x82;
  private static final int MASKED = 0x80;
  private static final int LONGEST_SHORT = 125;

  private Handshakes() {}

  /** The header lines of a good opening handshake, and these behind them. */
  static String[] lines(String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    lines.addAll(List.of(more));
    return lines.toArray(new String[0]);
  }

  /** Short text messages, each in a frame of its own. */
  static byte[] messages(String text, int count) {
    return frames(FINAL_TEXT, text, count);
  }

  /** A short message that is not text. */
  static byte[] binary(String content) {
    return frames(FINAL_BINARY, content, 1);
  }

  private static byte[] frames(byte type, String content, int count) {
    byte[] payload = content.getBytes(UTF_8);
    if (payload.length > LONGEST_SHORT) {
      throw new IllegalArgumentException("too long for a short frame");
    }
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      frames.write(type);
      frames.write(MASKED | payload.length);
      // Masked by zeros: that changes nothing, and is as good as any other mask.
      frames.writeBytes(new byte[4]);
      frames.writeBytes(payload);
    }
    return frames.toByteArray();
  }
}
