package dev.courant.hub;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.hub.fanout.History;
import dev.courant.hub.measure.Measures;
import dev.courant.hub.measure.Stamp;
import dev.courant.hub.measure.Stopwatches;
import dev.courant.log.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Hands publications to the log, and takes the time of it. Any thread may call it. */
final class Storing {
  private final EventLog log;
  private final History history;
  private final Measures measures;
  private final LongSupplier nanoClock;
  private final Stopwatches watches = new Stopwatches();

  Storing(EventLog log, History history, Measures measures, LongSupplier nanoClock) {
    this.log = log;
    this.history = history;
    this.measures = measures;
    this.nanoClock = nanoClock;
  }

  /** Appends; whatever goes wrong is in the futures. */
  List<CompletableFuture<Receipt>> append(List<Publication> admitted) {
    long now = nanoClock.getAsLong();
    admitted.forEach(publication -> watches.start(publication, now));
    List<CompletableFuture<Receipt>> receipts = hand(admitted);
    List<CompletableFuture<Receipt>> timed = new ArrayList<>(receipts.size());
    for (int i = 0; i < receipts.size(); i++) {
      Publication publication = admitted.get(i);
      timed.add(receipts.get(i).whenComplete((receipt, failure) -> done(publication, failure)));
    }
    return timed;
  }

  /** Notes when these could be read: now. Called by the log's thread, before anybody can. */
  void stored(List<Event> events) {
    long now = nanoClock.getAsLong();
    for (Event event : events) {
      history.note(event.offset(), new Stamp(watches.startOf(event.publication(), now), now));
    }
  }

  private void done(Publication publication, Throwable failure) {
    long now = nanoClock.getAsLong();
    long started = watches.stop(publication, now);
    if (failure == null) {
      measures.stored(now - started);
    }
  }

  private List<CompletableFuture<Receipt>> hand(List<Publication> admitted) {
    try {
      return log.append(admitted);
    } catch (RuntimeException | Error e) {
      return admitted.stream().map(p -> CompletableFuture.<Receipt>failedFuture(e)).toList();
    }
  }
}
