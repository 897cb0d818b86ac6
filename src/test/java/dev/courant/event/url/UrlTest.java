package dev.courant.event.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as the WHATWG URL standard reads them. */
class UrlTest {
  private static final Url HUB = Url.parse("https://hub.example/.well-known/mercure").orElseThrow();

  @Test
  void aUrlIsTakenApart() {
    assertThat(Url.parse("HTTP://User:Pass@Example.COM:8080/a/b?c=d#e"))
        .contains(
            new Url("http", "User", "Pass", "example.com", "8080", "/a/b", false, "c=d", "e"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "/books/1 | https://hub.example/books/1",
        "books/1 | https://hub.example/.well-known/books/1",
        "../books | https://hub.example/books",
        ". | https://hub.example/.well-known/",
        "?a | https://hub.example/.well-known/mercure?a",
        "#a | https://hub.example/.well-known/mercure#a",
        "//other.example/a | https://other.example/a",
        "\\\\other.example\\a | https://other.example/a",
        "///other.example/a | https://other.example/a",
        "https:books | https://hub.example/.well-known/books",
        "https:/books | https://hub.example/books",
        "http:books | http://books/",
        "foo:books | foo:books",
        "books/a:b | https://hub.example/.well-known/books/a:b",
        "\" /a \" | https://hub.example/a",
      })
  void whatIsRelativeIsResolvedAgainstTheBase(String text, String expected) {
    assertThat(HUB.resolve(text).map(UrlTest::write)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "https://h | https://h/",
        "https:h | https://h/",
        "https://h:443/ | https://h/",
        "https://h:80/ | https://h:80/",
        "https://h:/ | https://h/",
        "https://h:00080/ | https://h:80/",
        "http://h:80/ | http://h/",
        "ws://h:80/ | ws://h/",
        "wss://h:443/ | wss://h/",
        "ftp://h:21/ | ftp://h/",
        "foo://h:80/ | foo://h:80/",
        "foo://h | foo://h",
        "foo:///a | foo:/a",
        "foo:/a | foo:/a",
        "foo://H/A | foo://H/A",
        "urn:isbn:1 | urn:isbn:1",
        "mailto:a@b | mailto:a@b",
        "foo:a ?b | foo:a%20?b",
        "https://h/a/./b/../c | https://h/a/c",
        "https://h/a/%2e/b/%2E./c | https://h/a/c",
        "https://h/../../a | https://h/a",
        "https://h/a/.. | https://h/",
        "https://h/a/. | https://h/a/",
        "https://h/a/... | https://h/a/...",
        "https://h\\a\\b | https://h/a/b",
        "foo://h/a\\b | foo://h/a\\b",
        "https://h/a b | https://h/a%20b",
        "https://h/größe | https://h/gr%C3%B6%C3%9Fe",
        "https://h/a`b{c}d^e | https://h/a%60b%7Bc%7Dd%5Ee",
        "https://h/%41%zz% | https://h/%41%zz%",
        "https://h/a'b?c'd#e'f | https://h/a'b?c%27d#e'f",
        "foo://h/?c'd | foo://h/?c'd",
        "https://h/?a b<c> | https://h/?a%20b%3Cc%3E",
        "https://h/#a b`c | https://h/#a%20b%60c",
        "https://a:b:c@d@h/ | https://a:b%3Ac%40d@h/",
        "https://H%41/ | https://ha/",
        "https://müller.example/ | https://xn--mller-kva.example/",
        "https://MÜLLER.example/ | https://xn--mller-kva.example/",
        "https://日本。example/ | https://xn--wgv71a.example/",
        "https://.ö./ | https://.xn--nda./",
        "https://127.1/ | https://127.0.0.1/",
        "https://0x7f.1/ | https://127.0.0.1/",
        "https://0177.0.0.1./ | https://127.0.0.1/",
        "https://4294967295/ | https://255.255.255.255/",
        "foo://127.1/ | foo://127.1/",
        "https://[1:0:0:2:0:0:0:3]/ | https://[1:0:0:2::3]/",
        "https://[::FFFF:1.2.3.4]/ | https://[::ffff:102:304]/",
        "https://[::]/ | https://[::]/",
        "https://[1::]:8443/ | https://[1::]:8443/",
        "file:///a/b | file:/a/b",
        "file:a | file:/a",
        "file://localhost/a | file:/a",
        "file://h/a | file://h/a",
        "file:///C|/a/../.. | file:/C:/",
      })
  void everySpellingOfAUrlBecomesOne(String text, String expected) {
    assertThat(Url.parse(text).map(UrlTest::write)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/a",
        "1a:b",
        "https://",
        "https:///",
        "https://?a",
        "https://:80/",
        "https://user@/",
        "https://h:99999/",
        "https://h:8a/",
        "https://h:-1/",
        "https://a b/",
        "https://a<b/",
        "https://a%00b/",
        "https://a%FFb/",
        "https://a^b/",
        "https://xn--/",
        "https://a.xn--a-/",
        "https://1.2.3.4.5/",
        "https://1.2.3.256/",
        "https://256.1/",
        "https://4294967296/",
        "https://a.1/",
        "https://[::1/",
        "https://[1:2]/",
        "https://[1:2:3:4:5:6:7:8:9]/",
        "https://[1::2::3]/",
        "https://[:1]/",
        "https://[12345::]/",
        "https://[::1.2.3]/",
        "https://[::01.2.3.4]/",
        "https://[1.2.3.4::]/",
        "https://[::1.2.3.4:5]/",
        "foo://a b/",
        "foo://:80/",
        "foo://user@/",
      })
  void whatIsNoUrlIsNone(String text) {
    assertThat(Url.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stra\u00DFe.example/",
        "https://\u03B1\u03C2.example/",
        "https://a%E2%80%8Db/"
      })
  void aHostThatTheOlderStandardWritesAsAnotherIsNotReadAtAll(String text) {
    assertThat(Url.parse(text)).isEmpty();
    assertThat(HUB.pathOf(text)).contains("/");
  }

  @Test
  void aUrlWithoutSegmentsIsABaseForFragmentsOnly() {
    Url urn = Url.parse("urn:isbn:1?q").orElseThrow();
    assertThat(urn.resolve("#a").map(UrlTest::write)).contains("urn:isbn:1?q#a");
    assertThat(urn.resolve("a")).isEmpty();
    assertThat(urn.resolve("")).isEmpty();
    assertThat(urn.resolve("?a#b")).isEmpty();
    assertThat(urn.resolve("https://h/").map(UrlTest::write)).contains("https://h/");
  }

  @Test
  void aFileIsRelativeToItsDrive() {
    Url file = Url.parse("file:///C:/a/b").orElseThrow();
    assertThat(file.resolve("c").map(UrlTest::write)).contains("file:/C:/a/c");
    assertThat(file.resolve("/c").map(UrlTest::write)).contains("file:/C:/c");
    assertThat(file.resolve("D|/c").map(UrlTest::write)).contains("file:/D:/c");
    assertThat(file.resolve("/D:/c").map(UrlTest::write)).contains("file:/D:/c");
    assertThat(file.resolve("//h/c").map(UrlTest::write)).contains("file://h/c");
    assertThat(file.resolve("?q").map(UrlTest::write)).contains("file:/C:/a/b?q");
  }

  @Test
  void theSameTextReadTwiceStaysAsItIs() {
    String text = "https://a:b@xn--mller-kva.example:8443/gr%C3%B6%C3%9Fe%20%60?a%20b%27#c%20";
    Optional<Url> url = Url.parse(text);
    assertThat(url.map(UrlTest::write)).contains(text);
  }

  /** The URL as one text, for tests to compare; where nothing is, nothing is written. */
  private static String write(Url url) {
    String credentials = url.username() + (url.password().isEmpty() ? "" : ":" + url.password());
    return url.scheme()
        + ":"
        + (url.host().isEmpty() ? "" : "//")
        + (credentials.isEmpty() ? "" : credentials + "@")
        + url.host()
        + (url.port().isEmpty() ? "" : ":" + url.port())
        + url.path()
        + (url.query().isEmpty() ? "" : "?" + url.query())
        + (url.fragment().isEmpty() ? "" : "#" + url.fragment());
  }
}
