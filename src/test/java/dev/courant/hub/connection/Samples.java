package dev.courant.hub.connection;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Client;
import dev.courant.access.Grant;
import dev.courant.event.Event;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events, chunks and interests for tests. */
public final class Samples {
  private static final Matchers MATCHERS =
      new Matchers(URI.create("https://hub.example/.well-known/mercure"));

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

  /** Somebody at that address, who reads an event stream. */
  public static Visitor visitor(Caller caller, String address) {
    return new Visitor(caller, new Client(address, "HTTP/1.1", "a test"), Transport.SSE);
  }

  /** Somebody without a token. */
  public static Visitor stranger() {
    return visitor(Caller.ANONYMOUS, "192.0.2.1");
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

  /** An interest in the topics that URL patterns match. */
  public static Interest patterns(Grant grant, String... patterns) {
    return new Interest(parsePatterns(patterns), grant, Format.EVENT_STREAM);
  }

  /** The right to read private events of the topics that URL patterns match. */
  public static Grant toSubscribeByPattern(String... patterns) {
    return new Grant(parsePatterns(patterns), Set.of(), Administration.NONE);
  }

  /** The right to read private events of topics, or of {@code *}. */
  public static Grant toSubscribe(String... matchers) {
    return new Grant(parse(matchers), Set.of(), Administration.NONE);
  }

  private static Set<Matcher> parse(String... matchers) {
    return Stream.of(matchers).map(Matcher::parse).collect(Collectors.toSet());
  }

  private static Set<Matcher> parsePatterns(String... patterns) {
    return Stream.of(patterns).map(MATCHERS::urlPattern).collect(Collectors.toSet());
  }

  private static Chunk chunkOf(String data) {
    Event event = event(1, Publication.of("/a", data));
    return Chunk.of(List.of(new EncodedEvent(event)), Format.EVENT_STREAM);
  }
}
