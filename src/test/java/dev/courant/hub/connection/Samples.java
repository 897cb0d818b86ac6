package dev.courant.hub.connection;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events, chunks and interests for tests. */
public final class Samples {
  private Samples() {}

  /** The event that has that offset in the epoch {@code e}. */
  public static Event event(long offset, Publication publication) {
    return new Event(new Position("e", offset), 0, publication);
  }

  /** A chunk of so many bytes that holds one event. */
  public static Chunk chunk(int sizeBytes) {
    int frameBytes = chunkOf("").sizeBytes();
    return chunkOf("x".repeat(sizeBytes - frameBytes));
  }

  /** The interest of someone without a token in every topic. */
  public static Interest everything() {
    return interest(Grant.ANONYMOUS, "*");
  }

  /** Somebody without a token who asks for that, for as long as there is time. */
  public static Standing anonymous(Interest interest) {
    return new Standing(Caller.ANONYMOUS, interest, endless());
  }

  /** What does not end by itself. */
  public static Lifetime endless() {
    return new Lifetime(Lifetime.NEVER, Long.MAX_VALUE);
  }

  /** Somebody whose token has that subject, and nothing more. */
  public static Caller caller(String subject) {
    return caller(subject, Grant.ANONYMOUS, Optional.empty());
  }

  /** Somebody whose token has that subject, grant and expiry. */
  public static Caller caller(String subject, Grant grant, Optional<Instant> expiry) {
    return new Caller(
        subject, Optional.of("issuer"), Optional.of("id of " + subject), expiry, grant, List.of());
  }

  /** An interest in topics, or in {@code *}, to be written as an event stream. */
  public static Interest interest(Grant grant, String... matchers) {
    return new Interest(parse(matchers), grant, Format.EVENT_STREAM);
  }

  /** The right to read private events of topics, or of {@code *}. */
  public static Grant toSubscribe(String... matchers) {
    return new Grant(parse(matchers), Set.of(), false);
  }

  private static Set<Matcher> parse(String... matchers) {
    return Stream.of(matchers).map(Matcher::parse).collect(Collectors.toSet());
  }

  private static Chunk chunkOf(String data) {
    Event event = event(1, Publication.of("/a", data));
    return Chunk.of(List.of(new EncodedEvent(event)), Format.EVENT_STREAM);
  }
}
