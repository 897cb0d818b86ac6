package dev.courant.event.pattern;

import static dev.courant.event.pattern.PatternChecks.assertDoesNotMatch;
import static dev.courant.event.pattern.PatternChecks.assertMatches;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns that begin with a scheme: which part of the text is for which part of a URL. */
class WholeUrlPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "https://example.com | https://example.com/ https://example.com/a?b#c https://example.com:443/",
        "https://example.com | https://user:password@example.com/",
        "https://example.com/ | https://example.com https://example.com/?b",
        "https://*.example.com/books/:id | https://a.example.com/books/1 https://a.b.example.com/books/1",
        "https://:tenant.example.com/* | https://a.example.com/ https://A.Example.com/x",
        "https://{:tenant.}?example.com | https://a.example.com/ https://example.com/",
        "https://{*.}?example.com | https://a.b.example.com/ https://example.com/",
        "http{s}?://example.com | http://example.com/ https://example.com/",
        "(http|https)://example.com | http://example.com/",
        "*://example.com | http://example.com/ foo://example.com/",
        "https://* | https://a/ https://a.b:443/c",
        "https://*:* | https://a/ https://a:8080/",
        "https://example.com:8080/* | https://example.com:8080/",
        "https://example.com:443/* | https://example.com/",
        "https://example.com:(80|90)80/* | https://example.com:8080/ https://example.com:9080/",
        "https://10.0.0.*/ | https://10.0.0.7/",
        "https://*.0.0.1/ | https://127.0.0.1/ https://127.1/",
        "https://127.1/ | https://127.0.0.1/",
        "https://[\\:\\:1]/* | https://[::1]/ https://[0:0::1]/a",
        "https://[0\\:0\\:\\:1]/* | https://[::1]/",
        "https://[\\:\\:A]:8443/* | https://[::a]:8443/",
        "https://[:address]/* | https://[::1]/ https://[1::2]/",
        "https://müller.example/* | https://xn--mller-kva.example/ https://müller.example/a",
        "https://*.müller.example/* | https://a.müller.example/",
        "https://EXAMPLE.com/* | https://example.com/",
        "https://anna@example.com/ | https://anna@example.com/ https://anna:x@example.com/",
        "https://anna:*@example.com/ | https://anna:x@example.com/",
        "https://example.com?x=* | https://example.com/?x=1",
        "https://example.com#y | https://example.com/#y",
        "https://*.example.com/books/:id\\?x=*#y | https://a.example.com/books/1?x=2#y",
        "https://example.com/*\\?x | https://example.com/a?x",
        "https://example.com/a\\?*b | https://example.com/a?xb https://example.com/a?b",
        "https\\:example.com/a | https://example.com/a",
        "urn\\:isbn\\::id | urn:isbn:1",
        "urn\\:* | urn:isbn:1 urn:a/b",
        "urn:(isbn|issn)\\::id | urn:isbn:1 urn:issn:2",
        "foo://host/:a | foo://host/x foo://host/x/y",
        "foo:/a/* | foo:/a/b",
        "data\\:foobar | data:foobar",
        "mailto\\:*@example.com | mailto:anna@example.com",
        "file:///a/* | file:///a/b file:/a/b",
        "https\\://example.com/a | https://example.com/a",
      })
  void wholeUrlsMatch(String pattern, String topics) {
    assertMatches(pattern, topics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      value = {
        "https://example.com | http://example.com/ https://example.com:8443/ https://a.example.com/ /a",
        "https://example.com/ | https://example.com/a",
        "https://*.example.com/books/:id | https://example.com/books/1 https://aexample.com/books/1",
        "https://:tenant.example.com/* | https://a.b.example.com/ https://.example.com/",
        "https://* | https://a:8080/ http://a/",
        "https://example.com:8080/* | https://example.com/ https://example.com:80/",
        "https://10.0.0.*/ | https://10.0.1.0/ https://10.0.0.7:8443/",
        "https://müller.example/* | https://muller.example/",
        "https://anna@example.com/ | https://example.com/ https://bert@example.com/",
        "https://example.com?x=* | https://example.com/a?x=1 https://example.com/",
        "https://example.com#y | https://example.com/?x#y https://example.com/",
        "https://*.example.com/books/:id?x=*#y | https://a.example.com/books/1?x=2#y",
        "urn\\:isbn\\::id | urn:issn:1 /.well-known/1 https://hub.example/.well-known/1",
        "foo:/a/* | foo:/b https://hub.example/a/b",
        "data:foobar | data:foobar",
      })
  void otherUrlsDoNotMatch(String pattern, String topics) {
    assertDoesNotMatch(pattern, topics);
  }

  @Test
  void aQuestionMarkBehindAGroupModifiesIt() {
    // So this has no search: it is a path that goes on with "x=", and a hash.
    assertMatches("https://*.example.com/books/:id?x=*#y", "https://a.example.com/books/1x=2#y");
    assertMatches("https://*.example.com/books/:id?x=*#y", "https://a.example.com/booksx=#y");
  }

  @Test
  void aColonBeforeALetterBeginsAName() {
    // Without a scheme, then: what stands before the name is the beginning of a path.
    assertMatches("data:foobar", "/.well-known/dataX");
  }
}
