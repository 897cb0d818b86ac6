package dev.courant.it.client;

import dev.courant.client.Exchange;
import java.io.IOException;

/** What a proxy does to a request for a stream. */
interface Fault {
  void happen(Exchange exchange, Passage passage) throws IOException;

  /** Nothing: it goes through. */
  static Fault none() {
    return (exchange, passage) -> passage.through();
  }

  /** It is answered in the server's place. */
  static Fault answer(int status, String... headerLines) {
    return (exchange, passage) -> exchange.answer(status, "", headerLines);
  }

  /** It is answered by a page, as a sign-in page of a network does. */
  static Fault page() {
    return (exchange, passage) -> exchange.answer(200, "<h1>No</h1>", "Content-Type: text/html");
  }

  /** It goes to another URL of the same server, which is not looked at again. */
  static Fault redirect() {
    return (exchange, passage) ->
        exchange.answer(307, "", "Location: " + exchange.target() + "&redirected=1");
  }

  /** It goes through without that header. */
  static Fault withoutHeader(String name) {
    return (exchange, passage) -> passage.without(name).through();
  }

  /** The answer comes up to that text, and then the connection is reset. */
  static Fault resetBehind(String text) {
    return (exchange, passage) -> {
      passage.upTo(text);
      exchange.reset();
    };
  }

  /** So many bytes of the answer come, and then the connection is reset. */
  static Fault resetBehind(int bytes) {
    return (exchange, passage) -> {
      passage.upTo(bytes);
      exchange.reset();
    };
  }

  /** The answer comes up to that text, and then nothing more: no end either. */
  static Fault stallBehind(String text) {
    return (exchange, passage) -> {
      passage.upTo(text);
      exchange.hold();
    };
  }

  /**
   * The answer is collected until it has ended, which a stream never does. An answer to a poll
   * comes through, and so does a WebSocket, which is no answer.
   */
  static Fault buffering() {
    return (exchange, passage) -> {
      if (exchange.header("Upgrade").isPresent()) {
        passage.through();
      } else {
        passage.collected();
      }
    };
  }
}
