package dev.courant.log;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.courant.event.Event;
import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Fills logs, and looks at what has become of that. */
public final class LogFiller {
  private LogFiller() {}

  /** Waits until all of it is stored. */
  public static List<Receipt> append(EventLog log, List<Publication> publications) {
    return log.append(publications).stream().map(CompletableFuture::join).toList();
  }

  /** Waits until all of it is stored. */
  public static List<Receipt> append(EventLog log, Publication... publications) {
    return append(log, List.of(publications));
  }

  /** Everything that is kept. */
  public static List<Event> all(EventLog log) {
    List<Event> all = new ArrayList<>();
    long after = 0;
    while (after < log.bounds().head().offset()) {
      Page page = log.read(after, 1 << 20);
      all.addAll(page.events());
      after = page.upTo();
    }
    return all;
  }

  /** Everything that the follower is told, in that order. */
  public static List<Event> follow(EventLog log) {
    List<Event> followed = Collections.synchronizedList(new ArrayList<>());
    log.follow(followed::addAll);
    return followed;
  }

  /** So many publications that differ. */
  public static List<Publication> publications(String name, int count) {
    List<Publication> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Publication.on("/" + name).data(name + "/" + i).id(name + "/" + i).build());
    }
    return all;
  }

  /** The data of each. */
  public static List<String> data(List<Event> events) {
    return events.stream().map(event -> event.publication().data()).toList();
  }

  /** Why a publication is not stored. */
  public static Refusal refusalOf(EventLog log, Publication publication) {
    return refusalOf(log.append(List.of(publication)).get(0));
  }

  /** Why nothing was stored. */
  public static Refusal refusalOf(CompletableFuture<Receipt> append) {
    CompletionException failure =
        catchThrowableOfType(
            CompletionException.class, () -> append.orTimeout(30, TimeUnit.SECONDS).join());
    return ((RefusedException) failure.getCause()).refusal();
  }
}
