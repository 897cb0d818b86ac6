package dev.courant.hub.fanout;

import dev.courant.event.Position;
import dev.courant.hub.connection.Chunk;
import dev.courant.wire.Format;
import java.util.EnumMap;
import java.util.Map;

/**
 * The heartbeats of one pass of a pump, each made once. Where the log has moved on, a live member's
 * heartbeat carries the position, so that its cursor does not fall out of retention while nothing
 * concerns it.
 */
final class Heartbeats {
  private final Position position;
  private final Map<Format, Chunk> plain = new EnumMap<>(Format.class);
  private final Map<Format, Chunk> moving = new EnumMap<>(Format.class);

  Heartbeats(Position position) {
    this.position = position;
  }

  Chunk forMember(Member member) {
    Format format = member.interest().format();
    if (!member.isLive() || member.announced == position.offset()) {
      return plain.computeIfAbsent(format, Chunk::heartbeat);
    }
    Chunk heartbeat = moving.computeIfAbsent(format, f -> Chunk.heartbeat(f, position));
    member.announced = position.offset();
    return heartbeat;
  }
}
