package dev.courant.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the WHATWG URL standard, "application/x-www-form-urlencoded parsing". */
class FormFieldsTest {
  @Test
  void fieldsAreSplitAtAmpersandsAndAtTheirFirstEqualsSign() {
    FormFields fields = parse("&a=1&b=2=3&&a=4&c&=5&");
    assertThat(fields.names()).containsExactly("a", "b", "a", "c", "");
    assertThat(fields.all("a")).containsExactly("1", "4");
    assertThat(fields.all("b")).containsExactly("2=3");
    assertThat(fields.all("c")).containsExactly("");
    assertThat(fields.all("")).containsExactly("5");
    assertThat(fields.all("z")).isEmpty();
    assertThat(parse("").names()).isEmpty();
  }

  @Test
  void theFirstValueCountsUnlessItIsEmpty() {
    assertThat(parse("a=1&a=2").first("a")).hasValue("1");
    assertThat(parse("a=&a=2").first("a")).isEmpty();
    assertThat(parse("b=1").first("a")).isEmpty();
  }

  @Test
  void namesAndValuesAreDecoded() {
    assertThat(parse("%61+b=%3D%26+%2b%0A&gr%C3%B6%c3%9fe=%F0%9F%9A%80€").names())
        .containsExactly("a b", "größe");
    assertThat(parse("x=%3D%26+%2b%0A").all("x")).containsExactly("=& +\n");
    assertThat(parse("x=%F0%9F%9A%80€").all("x")).containsExactly("\uD83D\uDE80€");
    assertThat(parse("x=%EF%BB%BFa").all("x")).containsExactly("\uFEFFa");
  }

  @Test
  void whatIsNotAnEncodedByteStandsForItself() {
    assertThat(parse("x=%&x=%4&x=%zz&x=%4z&x=100%25%&x=%4=1").all("x"))
        .containsExactly("%", "%4", "%zz", "%4z", "100%%", "%4=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x=%FF", "%C3=1", "x=%ED%A0%80", "x=%C0%80", "x=%F4%90%80%80", "x=\u00E9"})
  void whatIsNotUtf8IsRefused(String input) {
    assertThatThrownBy(() -> FormFields.parse(input.getBytes(ISO_8859_1)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void moreFieldsThanAnyoneNeedsAreRefusedBeforeTheyFillTheMemory() {
    String most = "a&".repeat(FormFields.MAX_FIELDS);
    assertThat(parse(most).names()).hasSize(FormFields.MAX_FIELDS);
    assertThatThrownBy(() -> parse(most + "a"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INVALID));
  }

  @Test
  void fieldsOfABodyStandBehindThoseOfTheQuery() {
    FormFields both = parse("match=/a&last_event_id=1").and(parse("match=/b&last_event_id=2&x"));
    assertThat(both.all("match")).containsExactly("/a", "/b");
    assertThat(both.first("last_event_id")).hasValue("1");
    assertThat(both.names())
        .containsExactly("match", "last_event_id", "match", "last_event_id", "x");
  }

  @Test
  void aFlagIsThereAndSaysSo() {
    FormFields fields = FormFields.parse("a=true&b=false&c&d=TRUE".getBytes(UTF_8));
    assertThat(fields.flag("a")).isTrue();
    for (String not : List.of("b", "c", "d", "e")) {
      assertThat(fields.flag(not)).as(not).isFalse();
    }
  }

  private static FormFields parse(String text) {
    return FormFields.parse(text.getBytes(UTF_8));
  }
}
