package dev.courant.access.token;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.MatcherText;
import dev.courant.access.TokenVerifier;
import dev.courant.access.key.SecretFile;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The token that opens everything, in the file {@value #FILE_NAME} of the data directory, readable
 * by its owner only. At each start it is looked at: one that is not good any more, or not for long,
 * is replaced by a new one.
 */
public final class AdminToken {
  /** The name of the file. */
  public static final String FILE_NAME = "admin-token";

  /** The subject of the token. */
  static final String SUBJECT = "admin";

  /** Long: it is renewed at a start only, and servers may run for years. */
  static final Duration LIFETIME = Duration.ofDays(3650);

  /** With less left it is renewed. */
  static final Duration RENEWAL = Duration.ofDays(365);

  private static final System.Logger LOG = System.getLogger(AdminToken.class.getName());

  private static final TokenOrder EVERYTHING =
      new TokenOrder(
          SUBJECT,
          List.of(new MatcherText(MatcherText.EXACT, Matcher.WILDCARD)),
          List.of(new MatcherText(MatcherText.EXACT, Matcher.WILDCARD)),
          Administration.ALL,
          LIFETIME);

  private AdminToken() {}

  /**
   * Makes sure that the file holds a good token.
   *
   * @param verifier what takes tokens of this hub
   * @throws IOException when the file can be neither read nor written
   */
  public static void keep(Path dataDir, TokenMint mint, TokenVerifier verifier, InstantSource clock)
      throws IOException {
    SecretFile file = new SecretFile(dataDir.resolve(FILE_NAME));
    Optional<String> kept = file.read();
    Optional<String> flaw = kept.flatMap(token -> flaw(token, verifier, clock.instant()));
    if (kept.isPresent() && flaw.isEmpty()) {
      return;
    }
    file.write(mint.mint(EVERYTHING));
    flaw.ifPresent(
        why ->
            LOG.log(
                System.Logger.Level.INFO,
                "There is a new admin token in {0}. The one before {1}",
                file.path(),
                why));
  }

  private static Optional<String> flaw(String token, TokenVerifier verifier, Instant now) {
    if (!token.contains(".")) {
      return Optional.of("was a plain secret of an earlier version and is not valid any more.");
    }
    try {
      Caller caller = verifier.verify(token);
      if (!caller.grant().equals(Grant.ALL)) {
        return Optional.of("does not grant everything.");
      }
      return caller.expiry().orElse(now).isAfter(now.plus(RENEWAL))
          ? Optional.empty()
          : Optional.of("would expire within a year, and is valid until then.");
    } catch (RefusedException e) {
      return Optional.of("is not valid any more. " + e.detail() + ".");
    }
  }
}
