package dev.courant.log.postgres;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.Optional;

/**
 * That the database takes nothing in: told to the server's log once, with what to do, and once more
 * when it is over. Called by the writer, but for {@link #sentence}.
 */
final class Trouble {
  private static final System.Logger LOG = System.getLogger(Trouble.class.getName());

  /** Written by the writer, read by whoever asks. */
  private volatile Optional<String> sentence = Optional.empty();

  /** What is wrong; absent while nothing is. */
  Optional<String> sentence() {
    return sentence;
  }

  /** The database has failed; returns what publishers are told. */
  RefusedException met(Throwable why) {
    String before = sentence.orElse("");
    String now =
        "The database of the log takes nothing in (%s). Publishing is refused until it does, which is tried once a second; streams stay open: look whether PostgreSQL runs, can be reached, and has room"
            .formatted(Reason.of(why));
    sentence = Optional.of(now);
    if (before.isEmpty()) {
      LOG.log(System.Logger.Level.ERROR, now);
    }
    return refusal(why);
  }

  /** It works. */
  void isOver() {
    if (sentence.isPresent()) {
      sentence = Optional.empty();
      LOG.log(System.Logger.Level.INFO, "The database of the log works again");
    }
  }

  /** What publishers are told of whose publication nobody knows whether it is stored. */
  static RefusedException refusal(Throwable why) {
    RefusedException refused =
        new RefusedException(
            Refusal.STORE_UNAVAILABLE,
            "The database takes nothing in just now: whether this was stored is not known, an Idempotency-Key makes it safe to send it again");
    refused.initCause(why);
    return refused;
  }
}
