package dev.courant.hub.connection;

import static dev.courant.hub.connection.Samples.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Format;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private final EncodedEvent first = new EncodedEvent(event(1, Publication.of("/a", "1")));
  private final EncodedEvent second = new EncodedEvent(event(2, Publication.of("/a", "2")));

  @Test
  void aBatchOfOneIsTheEventsOwnArray() {
    Chunk chunk = Chunk.of(List.of(first), Format.EVENT_STREAM);
    assertThat(chunk.bytes()).isSameAs(first.bytes(Format.EVENT_STREAM));
    assertThat(Chunk.join(List.of(chunk))).isSameAs(chunk.bytes());
  }

  @Test
  void aLargerBatchIsJoinedInOrder() {
    Chunk chunk = Chunk.of(List.of(first, second), Format.EVENT_STREAM);
    String text = "id: #e-1\ndata: 1\n\nid: #e-2\ndata: 2\n\n";
    assertThat(new String(chunk.bytes(), UTF_8)).isEqualTo(text);
    assertThat(chunk.sizeBytes()).isEqualTo(text.length());
    assertThat(chunk.events()).isEmpty();
    byte[] joined = Chunk.join(List.of(chunk, Chunk.heartbeat(Format.EVENT_STREAM)));
    assertThat(new String(joined, UTF_8)).isEqualTo(text + ":\n\n");
  }

  @Test
  void whereTheContainerEncodesTheChunkIsTheEventsWithTheirWeight() {
    Chunk chunk = Chunk.of(List.of(first, second), Format.CONTAINER);
    assertThat(chunk.events()).containsExactly(first, second);
    assertThat(chunk.bytes()).isEmpty();
    assertThat(chunk.sizeBytes())
        .isEqualTo(first.event().weightBytes() + second.event().weightBytes());
    assertThat(Chunk.heartbeat(Format.CONTAINER).events()).isEmpty();
  }
}
