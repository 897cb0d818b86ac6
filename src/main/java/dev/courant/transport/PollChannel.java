package dev.courant.transport;

import dev.courant.event.Position;
import dev.courant.hub.connection.Channel;
import dev.courant.hub.connection.Chunk;
import dev.courant.hub.connection.Departure;
import dev.courant.wire.EncodedEvent;
import dev.courant.wire.Notice;
import dev.courant.wire.PollAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Collects what a short-lived connection gets, until that is an answer: as soon as there is an
 * event and no more in the past, when the answer is full, when something is lost, when the hub is
 * being stopped, or when the time is over that the client wants to wait. The time counts from when
 * it has caught up.
 *
 * <p>The cursor that goes with it is behind the last event that is in it, and what does not fit
 * comes with the next answer: so nothing is lost between two polls, and nothing comes twice.
 */
final class PollChannel implements Channel {
  /** Beyond so many bytes an answer takes no further event; a single one is never too large. */
  static final int MAX_BYTES = 1024 * 1024;

  /** Ends the waiting. */
  interface Wait {
    /** The answer is complete: the connection is to be ended. */
    void over();

    /** There is nothing yet: it is to be over when the client does not want to wait longer. */
    void begins();
  }

  private final Executor lane;
  private final int maxEvents;
  private final boolean isPatient;
  private final Wait wait;
  private final Consumer<Optional<PollAnswer>> onEnd;

  // Guarded by the connection's lock, which is held in isReady and write; after that the lane's.
  private final List<EncodedEvent> events = new ArrayList<>();
  private int bytes;
  private String cursor;
  private Optional<Notice> notice = Optional.empty();
  private Optional<Duration> absence = Optional.empty();
  private boolean isLive;
  private boolean isFull;
  private boolean isComplete;

  /**
   * A channel that has got nothing yet.
   *
   * @param cursor where the client says that it left off
   * @param maxEvents how many events the answer may have
   * @param isPatient whether the client wants to wait where there is nothing yet
   * @param onEnd gets the answer, on the lane; none when the client has gone
   */
  PollChannel(
      Executor lane,
      String cursor,
      int maxEvents,
      boolean isPatient,
      Wait wait,
      Consumer<Optional<PollAnswer>> onEnd) {
    this.lane = lane;
    this.cursor = cursor;
    this.maxEvents = maxEvents;
    this.isPatient = isPatient;
    this.wait = wait;
    this.onEnd = onEnd;
  }

  @Override
  public Executor lane() {
    return lane;
  }

  @Override
  public boolean isReady() {
    return !isComplete;
  }

  @Override
  public void write(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      if (isComplete) {
        return;
      }
      chunk.events().forEach(this::take);
      chunk.notice().ifPresent(this::take);
      chunk.absence().ifPresent(this::stop);
      if (isLive && !events.isEmpty()) {
        complete();
      }
    }
  }

  @Override
  public void flush() {
    // The answer is written when it is complete.
  }

  @Override
  public void close(Departure why) {
    lane.execute(
        () ->
            onEnd.accept(
                why == Departure.CLIENT_GONE
                    ? Optional.empty()
                    : Optional.of(new PollAnswer(events, cursor, isFull, notice, absence))));
  }

  private void take(EncodedEvent event) {
    if (isComplete) {
      return;
    }
    int size = PollAnswer.bytes(event).length;
    if (!events.isEmpty() && bytes + (long) size > MAX_BYTES) {
      isFull = true;
      complete();
      return;
    }
    events.add(event);
    bytes += size;
    cursor = text(event.event().position());
    if (events.size() >= maxEvents) {
      isFull = true;
      complete();
    }
  }

  private void take(Notice told) {
    if (isComplete) {
      return;
    }
    switch (told.status()) {
      case LIVE -> {
        isLive = true;
        told.id().ifPresent(id -> cursor = id);
        if (!isPatient) {
          complete();
        } else if (events.isEmpty()) {
          wait.begins();
        }
      }
      case GAP, RESET -> {
        told.id().ifPresent(id -> cursor = id);
        notice = Optional.of(told);
        complete();
      }
      case EXPIRING, ENDED -> {
        // It brings a token with every request: there is nothing to renew, and the next one is
        // refused.
      }
    }
  }

  /** What there is by now is the answer: nothing more comes. */
  private void stop(Duration time) {
    if (!isComplete) {
      absence = Optional.of(time);
      complete();
    }
  }

  private void complete() {
    if (!isComplete) {
      isComplete = true;
      wait.over();
    }
  }

  private static String text(Position position) {
    return "#" + position;
  }
}
