package dev.courant.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.courant.access.Action;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The key set that an issuer publishes at a URL (RFC 7517, section 5), kept for a while. One fetch
 * runs at a time, at most every {@link #AGAIN}, and takes at most {@link #PATIENCE}. A request
 * waits for it only when its token needs a key that is not there; otherwise keys are renewed beside
 * the requests. While the URL does not answer, the keys that are known go on being trusted for
 * {@link #FORGOTTEN}; then, or when there never were any, tokens are answered with 503. Any thread
 * may call it; {@code lock} guards who fetches.
 */
public final class RemoteKeys implements IssuerKeys {
  /** How long a fetch may take, from the connection to the last byte. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The shortest time from one fetch to the next. */
  static final Duration AGAIN = Duration.ofSeconds(30);

  /** After that the keys are fetched anew. */
  static final Duration FRESH = Duration.ofMinutes(10);

  /** After that they are not trusted any more. */
  static final Duration FORGOTTEN = Duration.ofHours(24);

  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_KEYS = 32;

  private static final System.Logger LOG = System.getLogger(RemoteKeys.class.getName());

  private record Fetched(List<VerificationKey> keys, long atNanos) {
    boolean knows(Optional<String> hint) {
      return hint.isEmpty() || keys.stream().anyMatch(key -> key.isCalled(hint.get()));
    }
  }

  private final URI url;
  private final Set<JWSAlgorithm> algorithms;
  private final LongSupplier nanoTime;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Object lock = new Object();
  private volatile @Nullable Fetched latest;

  // Guarded by the lock.
  private CompletableFuture<?> running = CompletableFuture.completedFuture(null);
  private boolean everTried;
  private long lastTryNanos;

  /**
   * The keys behind a URL; nothing is fetched before the first token needs it.
   *
   * @param url from the configuration, and never from a token
   * @param algorithms what keys may be used with; none of them symmetric
   */
  public RemoteKeys(URI url, Set<JWSAlgorithm> algorithms, LongSupplier nanoTime) {
    this.url = url;
    this.algorithms = Set.copyOf(algorithms);
    this.nanoTime = nanoTime;
  }

  @Override
  public List<VerificationKey> candidates(Optional<String> hint) {
    Fetched known = trusted();
    if (known != null && known.knows(hint)) {
      if (isOlderThan(FRESH, known.atNanos())) {
        fetchUnlessDoneLately();
      }
      return IssuerKeys.likely(known.keys(), hint);
    }
    fetchUnlessDoneLately();
    awaitFetch();
    known = trusted();
    if (known == null) {
      throw new RefusedException(
          Refusal.ISSUER_UNAVAILABLE, "The keys of the token's issuer cannot be had at the moment");
    }
    return IssuerKeys.likely(known.keys(), hint);
  }

  private @Nullable Fetched trusted() {
    Fetched known = latest;
    return known == null || isOlderThan(FORGOTTEN, known.atNanos()) ? null : known;
  }

  private boolean isOlderThan(Duration age, long atNanos) {
    return nanoTime.getAsLong() - atNanos > age.toNanos();
  }

  private void fetchUnlessDoneLately() {
    synchronized (lock) {
      if (running.isDone() && (!everTried || isOlderThan(AGAIN, lastTryNanos))) {
        everTried = true;
        lastTryNanos = nanoTime.getAsLong();
        running = fetch();
      }
    }
  }

  private CompletableFuture<?> fetch() {
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Accept", "application/json").timeout(PATIENCE).build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, head -> new LimitedBody(MAX_BYTES));
    return exchange
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(this::keep)
        .exceptionally(
            failure -> {
              // Also ends what has only begun to arrive.
              exchange.cancel(true);
              Throwable cause = failure.getCause() == null ? failure : failure.getCause();
              LOG.log(System.Logger.Level.WARNING, "No keys from {0}: {1}", url, cause);
              return null;
            });
  }

  private void keep(HttpResponse<byte[]> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("status " + response.statusCode());
    }
    List<VerificationKey> keys = new ArrayList<>();
    try {
      for (JWK key : KeyText.json(new String(response.body(), UTF_8))) {
        usable(key).ifPresent(keys::add);
      }
    } catch (UnusableKeyException e) {
      throw new IllegalStateException("not a key set", e);
    }
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new IllegalStateException("%d keys of use".formatted(keys.size()));
    }
    latest = new Fetched(List.copyOf(keys), nanoTime.getAsLong());
  }

  /** A set has keys for other purposes too; and a secret that everybody can read is none. */
  private Optional<VerificationKey> usable(JWK key) {
    if (key instanceof OctetSequenceKey) {
      return Optional.empty();
    }
    try {
      return Optional.of(VerificationKey.of(key, algorithms, EnumSet.allOf(Action.class)));
    } catch (UnusableKeyException e) {
      return Optional.empty();
    }
  }

  private void awaitFetch() {
    CompletableFuture<?> fetch;
    synchronized (lock) {
      fetch = running;
    }
    try {
      fetch.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Told where it happened; what is known decides.
      LOG.log(System.Logger.Level.TRACE, "Waited in vain", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
