package dev.courant.transport;

import dev.courant.access.ServerConnection;
import dev.courant.hub.Admission;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.PollAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One poll from its request to its answer: a connection of the hub that ends with the answer. It
 * holds no thread while it waits.
 */
final class Poll implements PollChannel.Wait {
  /** How long a poll may take to catch up: longer only where the log cannot be read. */
  private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(60);

  private final Connection connection;
  private final String cursor;
  private final int maxEvents;
  private final Duration longest;
  private final ScheduledExecutorService timer;

  // Written before the channel is attached, and then under the connection's lock.
  private volatile @Nullable Future<?> timeout;

  /**
   * A poll that was admitted.
   *
   * @param cursor where its client says that it left off
   * @param maxEvents how many events the answer may have
   * @param longest how long it waits where there is nothing
   * @param timer ends the waiting
   */
  Poll(
      Admission admission,
      String cursor,
      int maxEvents,
      Duration longest,
      ScheduledExecutorService timer) {
    this.connection = admission.connection();
    this.cursor = cursor;
    this.maxEvents = maxEvents;
    this.longest = longest;
    this.timer = timer;
  }

  /** Lets go of the request's thread, and answers when there is an answer. */
  void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
    ServerConnection server = ServerConnection.of(request);
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    AsyncAnswer answer = new AsyncAnswer(async, response.getOutputStream());
    PollChannel channel =
        new PollChannel(
            server.ioThread().orElse(Runnable::run),
            cursor,
            maxEvents,
            !longest.isZero(),
            this,
            collected -> end(answer, collected));
    answer.whenWritable(() -> connection.attach(channel));
    answer.whenGone(() -> connection.depart(Departure.CLIENT_GONE));
    timeout = overIn(longest.plus(LONGEST_CATCH_UP));
    // Last: from here on the answer belongs to other threads.
    response.getOutputStream().setWriteListener(answer);
  }

  @Override
  public void begins() {
    stopTimer();
    timeout = overIn(longest);
  }

  @Override
  public void over() {
    connection.depart(Departure.CLOSED_BY_APPLICATION);
  }

  private void end(AsyncAnswer answer, Optional<PollAnswer> collected) {
    stopTimer();
    collected.map(PollAnswer::json).ifPresentOrElse(answer::give, answer::abandon);
  }

  private Future<?> overIn(Duration time) {
    return timer.schedule(this::over, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    Future<?> running = timeout;
    if (running != null) {
      running.cancel(false);
    }
  }
}
