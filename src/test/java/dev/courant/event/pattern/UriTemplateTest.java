package dev.courant.event.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics in a row are separated by blanks; {@code ~} stands for the empty one. */
class UriTemplateTest {
  /** With the variables that RFC 6570 uses: what its section 3.2 says they expand to. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "{var} | value",
        "{hello} | Hello%20World%21",
        "{half} | 50%25",
        "O{empty}X | OX",
        "O{undef}X | OX",
        "{x,y} | 1024,768",
        "{x,hello,y} | 1024,Hello%20World%21,768",
        "?{x,empty} | ?1024,",
        "?{undef,y} | ?768",
        "{var:3} | val",
        "{var:30} | value",
        "{list*} | red,green,blue",
        "{keys*} | semi=%3B,dot=.,comma=%2C",
        "{+var} | value",
        "{+hello} | Hello%20World!",
        "{+path}/here | /foo/bar/here",
        "here?ref={+path} | here?ref=/foo/bar",
        "up{+path}{var}/here | up/foo/barvalue/here",
        "{+x,hello,y} | 1024,Hello%20World!,768",
        "{+path,x}/here | /foo/bar,1024/here",
        "{+path:6}/here | /foo/b/here",
        "{+list*} | red,green,blue",
        "{#var} | #value",
        "{#path,x}/here | #/foo/bar,1024/here",
        "X{#var} | X#value X",
        "{.who} | .fred",
        "{.who,who} | .fred.fred",
        "www{.dom*} | www.example.com",
        "X{.list*} | X.red.green.blue X",
        "{/who} | /fred",
        "{/half,who} | /50%25/fred",
        "{/var,empty} | /value/",
        "{/var,x}/here | /value/1024/here",
        "{/var:1,var} | /v/value",
        "{/list*} | /red/green/blue",
        "{/list*,path:4} | /red/green/blue/%2Ffoo",
        "{;who} | ;who=fred",
        "{;half} | ;half=50%25",
        "{;empty} | ;empty",
        "{;v,empty,who} | ;v=6;empty;who=fred",
        "{;v,undef,who} | ;v=6;who=fred",
        "{;x,y,empty} | ;x=1024;y=768;empty",
        "{;list*} | ;list=red;list=green;list=blue",
        "{;keys*} | ;semi=%3B;dot=.;comma=%2C",
        "{?who} | ?who=fred",
        "{?x,y} | ?x=1024&y=768 ?x=1024 ?y=768 ~",
        "{?x,y,empty} | ?x=1024&y=768&empty=",
        "{?var:3} | ?var=val",
        "{?list*} | ?list=red&list=green&list=blue",
        "{?keys*} | ?semi=%3B&dot=.&comma=%2C",
        "{&who} | &who=fred",
        "?fixed=yes{&x} | ?fixed=yes&x=1024 ?fixed=yes",
        "{&x,y,empty} | &x=1024&y=768&empty=",
      })
  void whatATemplateExpandsToMatches(String template, String topics) {
    for (String topic : split(topics)) {
      assertThat(UriTemplate.parse(template).matches(topic)).as("%s %s", template, topic).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "/books/{id} | /books/1 /books/a-b.c_d~ /books/ /books/%C3%A9",
        "https://example.com/{a}/{b} | https://example.com/x/y",
        "/größe/{id} | /größe/1 /gr%C3%B6%C3%9Fe/1 /grö%C3%9Fe/1",
        "/a%20b/{id} | /a%20b/1",
        "/it's/{id} | /it's/1",
        "{a.b_c%20} | x",
      })
  void literalsMatchAsTheyAreOrEncoded(String template, String topics) {
    for (String topic : split(topics)) {
      assertThat(UriTemplate.parse(template).matches(topic)).as("%s %s", template, topic).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "/books/{id} | /books /books/1/2 /books/1?x /books/é /books/%4 /books/%zz /books/1,2",
        "/books/{id} | /Books/1 x/books/1 https://example.com/books/1",
        "{+path}/here | /foo/bar /foo/here/ /é/here",
        "{var:3} | valu %C3%A9%C3%A9%C3%A9%C3%A9",
        "{/a,b} | /x/y/z x /x?",
        "{?x,y} | ?y=1&x=2 ?z=1 ?x ?x=1&x=2 x=1",
        "{?x} | ?x=1&y=2",
        "{;x} | ;y=1",
        "{.a} | a .a/b",
        "{?list*} | ?red",
        "a.c{x} | abc",
      })
  void whatItCannotExpandToDoesNotMatch(String template, String topics) {
    for (String topic : split(topics)) {
      assertThat(UriTemplate.parse(template).matches(topic)).as("%s %s", template, topic).isFalse();
    }
  }

  @Test
  void aLengthCountsCharactersAndNotTheBytesThatTheyAreEncodedAs() {
    assertThat(UriTemplate.parse("{var:2}").matches("%C3%A9%E6%97%A5")).isTrue();
    assertThat(UriTemplate.parse("{var:1}").matches("%C3%A9%E6%97%A5")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "a{b",
        "a}b",
        "{}",
        "{{a}}",
        "{a{b}}",
        "{ }",
        "{a b}",
        "{a,}",
        "{,a}",
        "{a,,b}",
        "{-a}",
        "{=a}",
        "{!a}",
        "{@a}",
        "{|a}",
        "{,a}",
        "{$a}",
        "{+}",
        "{?}",
        "{a.}",
        "{.}",
        "{..a}",
        "{a-b}",
        "{%zz}",
        "{%2}",
        "{é}",
        "{a:}",
        "{a:0}",
        "{a:01}",
        "{a:10000}",
        "{a:x}",
        "{a:3*}",
        "{a*:3}",
        "{a**}",
        "{*}",
        "{a:-1}",
        "a b{c}",
        "a\"b{c}",
        "a<b{c}",
        "a\\b{c}",
        "a^b{c}",
        "a`b{c}",
        "a|b{c}",
        "a%{c}",
        "a%2{c}",
        "a%zz{c}"
      })
  void whatIsNoTemplateIsRefused(String template) {
    assertThatThrownBy(() -> UriTemplate.parse(template))
        .isInstanceOf(MalformedPatternException.class);
  }

  @Test
  void whatWouldBeTooCostlyIsRefused() {
    List<String> costly =
        List.of(
            "{a:500}",
            "{a}".repeat(101),
            "{a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p}",
            "{a*,b*,c*,d*,e*,f*,g*,h*}",
            "{" + "a,".repeat(1000) + "a}");
    for (String template : costly) {
      assertThatThrownBy(() -> UriTemplate.parse(template))
          .as(template)
          .isInstanceOf(MalformedPatternException.class);
    }
  }

  @Test
  void everyTopicThatMatchesBeginsWithThePrefix() {
    assertThat(UriTemplate.parse("/books/{id}/x").prefix()).isEqualTo("/books/");
    assertThat(UriTemplate.parse("/gr\u00F6\u00DFe/{id}").prefix()).isEqualTo("/gr");
    assertThat(UriTemplate.parse("{+a}b").prefix()).isEmpty();
  }

  @Test
  @Timeout(60)
  void whatMakesOthersBacktrackTakesNoTimeHere() {
    String topic = "a".repeat(4000) + "!";
    assertThat(UriTemplate.parse("{+a}{+b}{+c}{+d}{+e}{+f}{+g}?").matches(topic)).isFalse();
    assertThat(UriTemplate.parse("{a*}{b*}{c*}{d*}?").matches(topic)).isFalse();
  }

  private static List<String> split(String topics) {
    return Arrays.stream(topics.split(" ")).map(t -> t.equals("~") ? "" : t).toList();
  }
}
