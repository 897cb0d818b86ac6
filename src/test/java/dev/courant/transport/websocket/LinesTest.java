package dev.courant.transport.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {
  private final Lines lines = new Lines();

  @Test
  void nothingThatWasAddedIsNoLine() {
    add("");
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void eachLineComesByItselfWhateverItCameWith() {
    add("a\nb\n");
    add("c\n");
    assertThat(all()).containsExactly("a", "b", "c");
    add("d\n");
    assertThat(all()).containsExactly("d");
  }

  @Test
  void anEmptyLineIsOneToo() {
    add("\n");
    add("a\n\nb\n");
    assertThat(all()).containsExactly("", "a", "", "b");
  }

  @Test
  void onlyTheLineFeedEndsALine() {
    add("a\rb\u2028c\u0085d\0e\n");
    assertThat(all()).containsExactly("a\rb\u2028c\u0085d\0e");
  }

  @Test
  void charactersOfEveryLengthStayWhole() {
    add("ä€🚀\n\uDBFF\uDFFF\n");
    assertThat(all()).containsExactly("ä€🚀", "\uDBFF\uDFFF");
  }

  @Test
  void whatIsAddedMeanwhileComesBehindWhatWaits() {
    add("a\nb\n");
    assertThat(lines.next()).hasValue("a");
    add("c\n");
    assertThat(all()).containsExactly("b", "c");
  }

  private void add(String text) {
    lines.add(text.getBytes(UTF_8));
  }

  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (Optional<String> next = lines.next(); next.isPresent(); next = lines.next()) {
      all.add(next.get());
    }
    return all;
  }
}
