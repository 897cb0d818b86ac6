package dev.courant.hub.connection;

import dev.courant.event.Position;
import dev.courant.hub.measure.Stamp;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import dev.courant.wire.Notice;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a stream: a batch of events, a notice, a heartbeat, or the word when to come back. It
 * is shared by every connection of an audience, so nobody changes the array.
 */
public final class Chunk {
  private static final byte[] NOTHING = {};

  private final byte[] bytes;
  private final List<EncodedEvent> events;
  private final Optional<Notice> notice;
  private final Optional<Duration> absence;
  private final int sizeBytes;
  private final int eventCount;
  private final Optional<Stamp> stamp;

  private Chunk(
      byte[] bytes,
      List<EncodedEvent> events,
      Optional<Notice> notice,
      Optional<Duration> absence,
      int sizeBytes,
      int eventCount,
      Optional<Stamp> stamp) {
    this.bytes = bytes;
    this.events = events;
    this.notice = notice;
    this.absence = absence;
    this.sizeBytes = sizeBytes;
    this.eventCount = eventCount;
    this.stamp = stamp;
  }

  /** What to write; empty where the container does the encoding. */
  public byte[] bytes() {
    return bytes;
  }

  /** The events in it, for the container; empty where the bytes say it all, and in a heartbeat. */
  public List<EncodedEvent> events() {
    return events;
  }

  /** The notice in it, for the container. */
  public Optional<Notice> notice() {
    return notice;
  }

  /** For how long its reader is asked to stay away, for the container. */
  public Optional<Duration> absence() {
    return absence;
  }

  /** What it counts in an outbox. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** How many events are in it. */
  public int eventCount() {
    return eventCount;
  }

  /** When the oldest event in it passed by; absent where that does not matter. */
  public Optional<Stamp> stamp() {
    return stamp;
  }

  /** Joins a batch: a batch of one is the event's own array. */
  public static Chunk of(List<EncodedEvent> batch, Format format) {
    return of(batch, format, Optional.empty());
  }

  /**
   * The same for events that go out as they happen.
   *
   * @param stamp when the oldest of them passed by
   */
  public static Chunk of(List<EncodedEvent> batch, Format format, Optional<Stamp> stamp) {
    if (format == Format.CONTAINER) {
      int size = batch.stream().mapToInt(e -> e.event().weightBytes()).sum();
      return new Chunk(
          NOTHING,
          List.copyOf(batch),
          Optional.empty(),
          Optional.empty(),
          size,
          batch.size(),
          stamp);
    }
    byte[] bytes =
        batch.size() == 1
            ? batch.get(0).bytes(format)
            : concatenate(batch.stream().map(e -> e.bytes(format)).toList());
    return new Chunk(
        bytes, List.of(), Optional.empty(), Optional.empty(), bytes.length, batch.size(), stamp);
  }

  /** A notice. */
  public static Chunk of(Notice notice, Format format) {
    byte[] bytes = format.encode(notice);
    return withoutEvents(bytes, Optional.of(notice), Optional.empty());
  }

  /** A heartbeat. */
  public static Chunk heartbeat(Format format) {
    return ofBytes(format.heartbeat());
  }

  /** A heartbeat that moves the reader's cursor. */
  public static Chunk heartbeat(Format format, Position position) {
    return ofBytes(format.heartbeat(position));
  }

  /** Asks the reader to come back, and not before that time is over. */
  public static Chunk absence(Format format, Duration absence) {
    byte[] bytes = format.absence(absence);
    return withoutEvents(bytes, Optional.empty(), Optional.of(absence));
  }

  /** The bytes of several chunks in one array; one chunk's own array where there is but one. */
  public static byte[] join(List<Chunk> chunks) {
    return chunks.size() == 1
        ? chunks.get(0).bytes()
        : concatenate(chunks.stream().map(Chunk::bytes).toList());
  }

  private static Chunk ofBytes(byte[] bytes) {
    return withoutEvents(bytes, Optional.empty(), Optional.empty());
  }

  private static Chunk withoutEvents(
      byte[] bytes, Optional<Notice> notice, Optional<Duration> absence) {
    return new Chunk(bytes, List.of(), notice, absence, bytes.length, 0, Optional.empty());
  }

  private static byte[] concatenate(List<byte[]> parts) {
    int size = 0;
    for (byte[] part : parts) {
      size = Math.addExact(size, part.length);
    }
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
