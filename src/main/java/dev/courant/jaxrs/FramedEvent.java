package dev.courant.jaxrs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * An event in our own framing, for data that a container's writer spoils: Jersey does not dispatch
 * empty data, RESTEasy loses blank lines. Both put out exactly this block, each in its own way.
 *
 * <p>Jersey asks {@link FramedEventWriter}. RESTEasy does not; it writes {@code id: }, then what
 * {@link #getId()} returns, as it is, and the end of the block, since there is nothing else to
 * write. A server that would check the id first would not be served by this: so only data goes this
 * way that would arrive wrong otherwise.
 */
final class FramedEvent implements OutboundSseEvent {
  private static final String FIRST_FIELD = "id: ";

  private final String block;

  FramedEvent(EncodedEvent event) {
    this.block = new String(event.bytes(Format.EVENT_STREAM), UTF_8);
  }

  /** Whether the containers' own writers would change this data. */
  static boolean isNeededFor(String data) {
    return data.isEmpty() || data.startsWith("\n") || data.endsWith("\n") || data.contains("\n\n");
  }

  /** The block without the blank line that ends it. */
  String lines() {
    return block.substring(0, block.length() - 1);
  }

  @Override
  public String getId() {
    String lines = lines();
    return lines.substring(FIRST_FIELD.length(), lines.length() - 1);
  }

  @Override
  public @Nullable String getName() {
    return null;
  }

  @Override
  public @Nullable String getComment() {
    return null;
  }

  @Override
  public long getReconnectDelay() {
    return RECONNECT_NOT_SET;
  }

  @Override
  public boolean isReconnectDelaySet() {
    return false;
  }

  @Override
  public Class<?> getType() {
    return String.class;
  }

  @Override
  public Type getGenericType() {
    return String.class;
  }

  @Override
  public MediaType getMediaType() {
    return MediaType.TEXT_PLAIN_TYPE;
  }

  @Override
  public @Nullable Object getData() {
    return null;
  }
}
