package dev.courant.wire;

import dev.courant.event.Position;
import java.util.Optional;

/**
 * What the hub says about the stream itself, in the stream: an event of the type {@value #TYPE},
 * which nobody else may use.
 *
 * @param id where the connection stands now: the cursor to come back with; absent where only the
 *     client knows
 * @param json what there is to say
 */
public record Notice(Optional<String> id, String json) {
  /** The type of the event. */
  public static final String TYPE = "courant";

  /** The connection has caught up, and is live from here on. */
  public static Notice live(Position at, long replayed) {
    return new Notice(id(at), "{\"status\":\"live\",\"replayed\":%d}".formatted(replayed));
  }

  /**
   * What lies between two positions is lost to this connection; it goes on behind.
   *
   * @param from the first position that is lost
   * @param to the last one
   * @param at the position that it goes on behind
   */
  public static Notice gap(Position from, Position to, Position at) {
    return new Notice(
        id(at),
        "{\"status\":\"gap\",\"lost\":{\"from\":\"#%s\",\"to\":\"#%s\"}}".formatted(from, to));
  }

  /** The cursor means nothing here; the connection is live from the head on. */
  public static Notice reset(Position head) {
    return new Notice(id(head), "{\"status\":\"reset\",\"head\":\"#%s\"}".formatted(head));
  }

  /**
   * The stream will end, since its token expires, unless that is renewed.
   *
   * @param at where the connection stands; absent while it catches up
   * @param seconds how long it has
   */
  public static Notice expiring(Optional<Position> at, long seconds) {
    return new Notice(
        at.map(position -> "#" + position),
        "{\"status\":\"expiring\",\"in\":%d}".formatted(seconds));
  }

  /**
   * The stream ends here, and its client would not get the same again by coming back. It has no id:
   * what the client has got is its own to know.
   *
   * @param reason why, in a word
   */
  public static Notice ended(String reason) {
    return new Notice(
        Optional.empty(), "{\"status\":\"ended\",\"reason\":\"%s\"}".formatted(reason));
  }

  private static Optional<String> id(Position at) {
    return Optional.of("#" + at);
  }
}
