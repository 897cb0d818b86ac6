package dev.courant.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the examples and rules of WHATWG HTML, sections 9.2.5 and 9.2.6. */
class EventStreamParserTest {
  private final List<Dispatched> dispatched = new ArrayList<>();
  private final EventStreamParser parser = new EventStreamParser(dispatched::add);

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void everyKindOfLineBreakEndsALine(String end) {
    feed(String.join(end, "event: add", "data: 1", "data: 2", "", "data: 3", "", ""));
    assertThat(dispatched).containsExactly(event("", "add", "1\n2"), event("", "message", "3"));
  }

  @Test
  void lineBreaksOfDifferentKindsAddUp() {
    feed("data: 1\r\r\ndata: 2\n\rdata: 3\r\n\n");
    assertThat(dispatched).extracting(Dispatched::data).containsExactly("1", "2", "3");
  }

  @Test
  void howTheStreamIsCutMakesNoDifference() {
    byte[] stream =
        "\uFEFFid: 1\r\ndata: é€\uD83D\uDE80\r\ndata:\r\n\r\n:c\r\rdata\n\nid\ndata:  x\n\n"
            .getBytes(UTF_8);
    parser.feed(stream);
    List<Dispatched> whole = List.copyOf(dispatched);
    assertThat(whole)
        .containsExactly(
            event("1", "message", "é€\uD83D\uDE80\n"),
            event("1", "message", ""),
            event("", "message", " x"));

    for (int cut = 0; cut <= stream.length; cut++) {
      dispatched.clear();
      EventStreamParser inTwo = new EventStreamParser(dispatched::add);
      inTwo.feed(stream, 0, cut);
      inTwo.feed(stream, cut, stream.length - cut);
      assertThat(dispatched).as("cut at %d", cut).isEqualTo(whole);
    }
    dispatched.clear();
    EventStreamParser byteByByte = new EventStreamParser(dispatched::add);
    for (byte b : stream) {
      byteByByte.feed(new byte[] {b});
    }
    assertThat(dispatched).isEqualTo(whole);
  }

  @Test
  void aBlockIsDispatchedByTheByteThatEndsIt() {
    feed("data: 1\r\n\r");
    assertThat(dispatched).containsExactly(event("", "message", "1"));
    feed("\n");
    assertThat(dispatched).hasSize(1);
  }

  @Test
  void oneLeadingBomIsStrippedAndNoOther() {
    feed("\uFEFFdata: \uFEFF1\n\n\uFEFFdata: 2\n\ndata: 3\n\n");
    assertThat(dispatched).extracting(Dispatched::data).containsExactly("\uFEFF1", "3");
    dispatched.clear();
    new EventStreamParser(dispatched::add).feed("\uFEFF\uFEFFdata: 1\n\n".getBytes(UTF_8));
    assertThat(dispatched).isEmpty();
  }

  @Test
  void brokenUtf8BecomesReplacementCharacters() {
    parser.feed("data: \u00C3\ndata: \u00E2\u0082(\u00FF\n\n".getBytes(ISO_8859_1));
    assertThat(dispatched).containsExactly(event("", "message", "\uFFFD\n\uFFFD(\uFFFD"));
  }

  @Test
  void oneSpaceBehindTheColonIsTakenAway() {
    feed("data:test\n\ndata: test\n\ndata:  test\n\ndata: \n\ndata:\ttest\n\n");
    assertThat(dispatched)
        .extracting(Dispatched::data)
        .containsExactly("test", "test", " test", "", "\ttest");
  }

  @Test
  void aLineWithoutAColonIsAFieldWithoutAValue() {
    feed("data\n\ndata\ndata\n\ndata:");
    assertThat(dispatched).extracting(Dispatched::data).containsExactly("", "\n");
  }

  @Test
  void commentsAndUnknownFieldsAreIgnored() {
    feed(": data: 1\n:\nDATA: 2\n data: 3\ndatax: 4\nother\n\ndata: 5\n:\n\n");
    assertThat(dispatched).containsExactly(event("", "message", "5"));
  }

  @Test
  void aBlockWithoutDataIsNotDispatchedButMovesTheId() {
    feed("event: a\nid: 7\n\n");
    assertThat(dispatched).isEmpty();
    assertThat(parser.lastEventId()).isEqualTo("7");
    feed("data: 1\n\n");
    assertThat(dispatched).containsExactly(event("7", "message", "1"));
  }

  @Test
  void anIdStaysUntilTheNextAndAnEmptyOneEndsIt() {
    feed("data: 1\nid: 1\n\ndata: 2\n\ndata: 3\nid\n\n");
    assertThat(dispatched).extracting(Dispatched::lastEventId).containsExactly("1", "1", "");
  }

  @Test
  void anIdIsNotTheLastOneBeforeItsBlockEnds() {
    feed("id: 1\ndata: 1\n\nid: 2\ndata: 2\n");
    assertThat(parser.lastEventId()).isEqualTo("1");
  }

  @Test
  void anIdWithNulIsIgnored() {
    feed("id: 1\nid: 2\0\ndata: \0\n\n");
    assertThat(dispatched).containsExactly(event("1", "message", "\0"));
  }

  @Test
  void theLastTypeOfABlockCounts() {
    feed("event: a\nevent: b\ndata: 1\n\nevent: c\nevent\ndata: 2\n\n");
    assertThat(dispatched).extracting(Dispatched::type).containsExactly("b", "message");
  }

  @Test
  void aRetryIsDigitsOnlyAndCountsAtOnce() {
    feed("retry: 3000\n");
    assertThat(parser.reconnectionMillis()).hasValue(3000);
    feed("retry: 4000x\nretry: -1\nretry: 1.5\nretry:  7\nretry:\nretry\nretry: \u0663\n");
    assertThat(parser.reconnectionMillis()).hasValue(3000);
    assertThat(dispatched).isEmpty();
  }

  @Test
  void anUnfinishedBlockAtTheEndIsDiscarded() {
    feed("data: 1\n\ndata: 2\nid: 3\n");
    assertThat(dispatched).containsExactly(event("", "message", "1"));
    assertThat(parser.lastEventId()).isEmpty();
  }

  private void feed(String text) {
    parser.feed(text.getBytes(UTF_8));
  }

  private static Dispatched event(String lastEventId, String type, String data) {
    return new Dispatched(lastEventId, type, data);
  }
}
