package dev.courant.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Position;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
  private final List<Dispatched> dispatched = new ArrayList<>();
  private final EventStreamParser parser = new EventStreamParser(dispatched::add);

  @Test
  void eachNoticeIsAnEventOfItsOwnTypeWithTheCursorToComeBackWith() {
    Position at = new Position("b", 57);
    List<Notice> notices =
        List.of(
            Notice.live(at, 120),
            Notice.gap(new Position("a", 10), new Position("b", 57), at),
            Notice.reset(at));
    notices.forEach(notice -> parser.feed(Format.EVENT_STREAM.encode(notice)));
    assertThat(dispatched)
        .containsExactly(
            new Dispatched("#b-57", "courant", "{\"status\":\"live\",\"replayed\":120}"),
            new Dispatched(
                "#b-57",
                "courant",
                "{\"status\":\"gap\",\"lost\":{\"from\":\"#a-10\",\"to\":\"#b-57\"}}"),
            new Dispatched("#b-57", "courant", "{\"status\":\"reset\",\"head\":\"#b-57\"}"));
  }

  @Test
  void theEndOfAStreamLeavesTheCursorAsItIs() {
    parser.feed(Format.EVENT_STREAM.heartbeat(new Position("b", 58)));
    parser.feed(Format.EVENT_STREAM.encode(Notice.ended("signed-out")));
    assertThat(dispatched)
        .containsExactly(
            new Dispatched("#b-58", "courant", "{\"status\":\"ended\",\"reason\":\"signed-out\"}"));
    assertThat(parser.lastEventId()).isEqualTo("#b-58");
  }

  @Test
  void aHeartbeatWithAPositionIsNotDispatchedButMovesTheCursor() {
    byte[] heartbeat = Format.EVENT_STREAM.heartbeat(new Position("b", 58));
    parser.feed(heartbeat);
    assertThat(new String(heartbeat, UTF_8)).isEqualTo("id: #b-58\n\n");
    assertThat(dispatched).isEmpty();
    assertThat(parser.lastEventId()).isEqualTo("#b-58");
  }

  @Test
  void whatTheContainerEncodesHasNoBytes() {
    assertThat(Format.CONTAINER.encode(Notice.reset(new Position("b", 1)))).isEmpty();
    assertThat(Format.CONTAINER.heartbeat(new Position("b", 1))).isEmpty();
  }
}
