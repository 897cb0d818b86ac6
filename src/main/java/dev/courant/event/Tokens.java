package dev.courant.event;

import java.time.Duration;

/**
 * Makes tokens with which the pages of an application come to the hub: for what the application has
 * decided that somebody may. Injected; any thread may use it.
 *
 * <pre>{@code
 * @Inject Tokens tokens;
 * tokens.toSubscribe("ann", Duration.ofMinutes(10), "/users/ann/inbox");
 * }</pre>
 *
 * <p>A page shows it as {@code Authorization: Bearer …}: the browser client's {@code token}
 * callback does. It counts until its lifetime is over, wherever it has got to.
 */
public interface Tokens {
  /**
   * A token that lets private events be read.
   *
   * @param subject whom it is for: presence, limits and revocations go by this name
   * @param lifetime from now on
   * @param topics exactly these, at most 250
   * @return the token, a line of ASCII
   * @throws RefusedException when there are too many topics, or one is none
   */
  String toSubscribe(String subject, Duration lifetime, String... topics);

  /** A token that lets events be published on these topics; as {@link #toSubscribe}. */
  String toPublish(String subject, Duration lifetime, String... topics);
}
