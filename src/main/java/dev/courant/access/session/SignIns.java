package dev.courant.access.session;

import dev.courant.access.Caller;
import dev.courant.access.SessionReader;
import dev.courant.access.role.Roles;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Remembers in the HTTP session who has signed in with the container, and tells it to whoever asks
 * afterwards: a constraint on the streams themselves would answer browsers' preflights with 401.
 * Any thread may call it.
 */
public final class SignIns implements SessionReader {
  /** Who vouches for these callers. */
  public static final String ISSUER = "container";

  /** After that no request is on its way any more that came before the end of its session. */
  private static final Duration ON_THE_WAY = Duration.ofHours(1);

  private final Roles roles;
  private final Duration maxAge;
  private final InstantSource clock;

  /** The ids of those that have ended lately, with the time in milliseconds. */
  private final Map<String, Long> ended = new ConcurrentHashMap<>();

  /**
   * Sign-ins.
   *
   * @param roles what roles grant
   * @param maxAge how long a sign-in counts at most; a stream that comes back by itself would
   *     otherwise keep its session alive for ever
   */
  public SignIns(Roles roles, Duration maxAge, InstantSource clock) {
    this.roles = roles;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /**
   * Remembers whom the container has let in with this request.
   *
   * @throws RefusedException ({@link Refusal#NO_SIGN_IN}) when the container has asked for nobody's
   *     name: nothing in the application's {@code web.xml} tells it to
   */
  public void remember(HttpServletRequest request) {
    Principal user = request.getUserPrincipal();
    if (user == null) {
      throw new RefusedException(
          Refusal.NO_SIGN_IN,
          "Nobody can sign in here: the web.xml of the application has no security constraint on"
              + " /signin");
    }
    HttpSession session = request.getSession();
    if (!session.isNew()) {
      // Somebody else may have planted the identifier that the session had until now.
      request.changeSessionId();
    }
    SignIn signIn = new SignIn(newId(), user.getName(), rolesOf(request), clock.instant());
    Optional<SignIn> before = SignIn.in(session);
    if (before.isPresent() && !before.get().isOfTheSame(signIn)) {
      // Not just replaced: servers do not agree on what they tell of that.
      session.removeAttribute(SignIn.ATTRIBUTE);
    }
    session.setAttribute(SignIn.ATTRIBUTE, continued(before, signIn));
  }

  @Override
  public Optional<Caller> callerOf(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return Optional.empty();
    }
    try {
      return SignIn.in(session)
          .filter(signIn -> !ended.containsKey(signIn.id()))
          .filter(signIn -> clock.instant().isBefore(expiry(signIn)))
          .map(this::caller);
    } catch (IllegalStateException endedMeanwhile) {
      return Optional.empty();
    }
  }

  /** A sign-in counts no more, not even for a request that is being answered just now. */
  public void end(SignIn signIn) {
    long now = clock.millis();
    ended.values().removeIf(time -> time < now - ON_THE_WAY.toMillis());
    ended.put(signIn.id(), now);
  }

  /** Whether a caller is one by a sign-in that has ended. */
  public boolean hasEnded(Caller caller) {
    return caller.issuer().filter(ISSUER::equals).isPresent()
        && caller.tokenId().filter(ended::containsKey).isPresent();
  }

  /** Who signs in once more, in another tab for example, is to keep the streams there are. */
  private static SignIn continued(Optional<SignIn> before, SignIn now) {
    return before
        .filter(now::isOfTheSame)
        .map(same -> new SignIn(same.id(), now.user(), now.roles(), now.time()))
        .orElse(now);
  }

  private Caller caller(SignIn signIn) {
    return new Caller(
        signIn.user(),
        Optional.of(ISSUER),
        Optional.of(signIn.id()),
        Optional.of(expiry(signIn)),
        roles.grantOf(Optional.of(signIn.user()), signIn.roles()),
        List.of());
  }

  private Instant expiry(SignIn signIn) {
    return signIn.time().plus(maxAge);
  }

  private Set<String> rolesOf(HttpServletRequest request) {
    return roles.byName().keySet().stream()
        .filter(request::isUserInRole)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String newId() {
    return "urn:uuid:" + UUID.randomUUID();
  }
}
