package dev.courant.event.pattern;

import static dev.courant.event.pattern.PatternChecks.HUB;
import static dev.courant.event.pattern.PatternChecks.assertDoesNotMatch;
import static dev.courant.event.pattern.PatternChecks.assertMatches;
import static dev.courant.event.pattern.PatternChecks.matches;
import static dev.courant.event.pattern.PatternChecks.parse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.url.Url;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What patterns match, by the algorithms of the WHATWG URL Pattern standard, relative to the hub at
 * {@code https://hub.example/.well-known/mercure}. Topics in a row are separated by blanks.
 */
class UrlPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "/books | /books https://hub.example/books /x/../books /books?x=1 /books#y",
        "/books/:id | /books/1 https://hub.example/books/1 /books/ä /books/a.b ../books/1",
        "/books/:id | https://hub.example:443/books/1 HTTPS://HUB.EXAMPLE/books/1 //hub.example/books/1",
        "/books/:id? | /books /books/1",
        "/books/:id+ | /books/1 /books/1/2/3",
        "/books/:id* | /books /books/1 /books/1/2/3",
        "/books/* | /books/ /books/1 /books/1/2",
        "/books/** | /books /books/1 /books/1/2",
        "/a** | /a /ab",
        "/(a)) | /a)",
        "/books* | /books /books/1 /bookshelf",
        "/*.png | /a.png /a/b.png /.png",
        "/:a.:b | /x.y /x.y.z",
        "/:a-:b | /x-y /x-y-z",
        "/a/*/c | /a/b/c /a/b/b/c /a//c",
        "/a{/b}?/c | /a/c /a/b/c",
        "/a{/b}+ | /a/b /a/b/b",
        "/a{/b}* | /a /a/b /a/b/b",
        "/a{b}c | /abc",
        "/{:id}? | / /1",
        "/books{/:id}? | /books /books/1",
        "/a{-:x-}+ | /a-1- /a-1--2-",
        "/:id(\\d+) | /1 /123",
        "/(\\d+)x | /1x /12x",
        "/:kind(books|films)/:id | /books/1 /films/x",
        "/v([0-9]+(?:\\.[0-9]+){0,2}) | /v1 /v1.2 /v1.2.3",
        "/(.*) | / /a /a/b",
        "/(.+) | /a /a/b",
        "/a{\\:}b | /a:b",
        "/a\\*b | /a*b",
        "/a\\{b\\} | /a{b} /a%7Bb%7D",
        "/größe/:id | /größe/1 /gr%C3%B6%C3%9Fe/1",
        "/a b/:id | /a%20b/1",
        "/a%20b | /a%20b",
        "/a/../b/:id | /b/1",
        "/a/./b | /a/b",
        "/:größe | /1",
        "/:$a_1 | /1",
      })
  void pathsMatch(String pattern, String topics) {
    assertMatches(pattern, topics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "/books | /Books /books/ /book /books/1 /xbooks /%62ooks",
        "/books/:id | /books /books/ /books/1/2 /books/1/ https://other.example/books/1",
        "/books/:id | http://hub.example/books/1 https://hub.example:8443/books/1",
        "/books/:id? | /books/ /books/1/2 /bookss",
        "/books/:id+ | /books /books/",
        "/books/* | /books /book/1",
        "/a/*/c | /a/c",
        "/a{/b}?/c | /a/b/b/c",
        "/{:id}? | /1/2",
        "/:id(\\d+) | / /a /1a /1/2",
        "/:kind(books|films)/:id | /booksfilms/1 /book/1",
        "/(.+) | /",
        "/a\\*b | /ab /axb",
        "/a.c | /abc",
        "/a{\\:}b | /axb",
        "/a%20b | /a+b",
      })
  void otherPathsDoNotMatch(String pattern, String topics) {
    assertDoesNotMatch(pattern, topics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        ":id | 1 /.well-known/1",
        "books/:id | books/1 /.well-known/books/1",
        "../books/:id | /books/1",
        "{/books}?/:id | /1 /books/1",
        "\\/books/:id | /books/1",
        "?x=:y | ?x=1 /.well-known/mercure?x=1 ?x=1#z",
        "#:z | #1",
        "/books?x=:y | /books?x=1 /books?x=1&z",
        "/books?x=:y#z | /books?x=1#z",
        "/books#z | /books#z",
      })
  void aRelativePatternHasWhatStandsBeforeItFromTheHubsUrl(String pattern, String topics) {
    assertMatches(pattern, topics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        ":id | /1 /.well-known/1/2",
        "?x=:y | /x?x=1 ?x=",
        "#:z | /a#1 ?x#1 #",
        "/books?x=:y | /books /books?y=1",
        "/books#z | /books?x#z /books",
        "/books?x=:y#z | /books?x=1",
      })
  void andNothingThatStandsBehindIt(String pattern, String topics) {
    assertDoesNotMatch(pattern, topics);
  }

  @Test
  void aBlankIsReadAsItIsEncoded() {
    assertThat(matches("/a b/:id", "/a b/1")).isTrue();
    assertThat(matches("/a%20b", "/a b")).isTrue();
  }

  @Test
  void aTopicThatIsNoUrlMatchesNoPattern() {
    for (String topic :
        new String[] {"https://", "https://a b/", "http://h:99999/", "//", "\\\\"}) {
      assertThat(HUB.resolve(topic)).as(topic).isEmpty();
    }
  }

  @Test
  void everyPathThatMatchesBeginsWithThePrefix() {
    assertThat(parse("/books/:id").pathPrefix()).isEqualTo("/books/");
    assertThat(parse("/books/:id?").pathPrefix()).isEqualTo("/books");
    assertThat(parse("/books/:id+").pathPrefix()).isEqualTo("/books/");
    assertThat(parse("/books/*").pathPrefix()).isEqualTo("/books/");
    assertThat(parse("/books{/a}?").pathPrefix()).isEqualTo("/books");
    assertThat(parse("/books").pathPrefix()).isEqualTo("/books");
    assertThat(parse("/größe/*").pathPrefix()).isEqualTo("/gr%C3%B6%C3%9Fe/");
    assertThat(parse("https://*").pathPrefix()).isEmpty();
    assertThat(parse(":id").pathPrefix()).isEqualTo("/.well-known/");
    assertThat(parse("?x").pathPrefix()).isEqualTo("/.well-known/mercure");
  }

  @Test
  @Timeout(60)
  void whatMakesOthersBacktrackTakesNoTimeHere() {
    // Where one retraces one's steps, each of these takes longer than the universe is old.
    String topic = "https://hub.example/" + "a".repeat(4000) + "!";
    Url url = Url.parse(topic).orElseThrow();
    for (String pattern :
        new String[] {
          "/((?:(?:a*)*)*)",
          "/((?:a|a|aa)+)",
          "/((?:a+)+)b",
          "/*a*a*a*a*a*a*a*a*a*a*b",
          "/{:x}*{:y}*b"
        }) {
      assertThat(parse(pattern).matches(url)).as(pattern).isFalse();
    }
  }
}
