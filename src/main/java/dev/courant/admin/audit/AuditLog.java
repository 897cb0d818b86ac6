package dev.courant.admin.audit;

import dev.courant.access.Caller;
import dev.courant.access.Proxies;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Who did what. Each entry is on the disk before the act is answered; the newest {@value #KEPT} can
 * be asked for. Any thread may call it; it blocks for the disk.
 */
public final class AuditLog {
  private static final System.Logger LOG = System.getLogger(AuditLog.class.getName());
  private static final int KEPT = 2_000;
  private static final long FILE_MAX_BYTES = 4 * 1024 * 1024;

  /** What an act comes to that was not refused. */
  public static final String DONE = "done";

  private final AuditFile file;
  private final Proxies proxies;
  private final InstantSource clock;
  private final Deque<AuditEntry> newest = new ArrayDeque<>();
  private long number;

  /** What an operator does. */
  @FunctionalInterface
  public interface Deed<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private AuditLog(AuditFile file, Proxies proxies, InstantSource clock) {
    this.file = file;
    this.proxies = proxies;
    this.clock = clock;
  }

  /**
   * Opens the log of a data directory.
   *
   * @param proxies tell where requests come from
   * @throws IOException when it cannot be read
   */
  public static AuditLog in(Path dataDir, Proxies proxies, InstantSource clock) throws IOException {
    AuditLog log = new AuditLog(new AuditFile(dataDir, FILE_MAX_BYTES), proxies, clock);
    log.newest.addAll(log.file.newest(KEPT));
    log.number = log.newest.isEmpty() ? 0 : log.newest.getLast().number();
    return log;
  }

  /**
   * Does something, and notes how that went: also when it was refused.
   *
   * @param what to what it is done
   * @throws RefusedException what the deed throws; or ({@link Refusal#STORE_UNAVAILABLE}) when it
   *     could not be noted: it may have been done then
   */
  public <T> T act(HttpServletRequest request, Caller who, Act act, String what, Deed<T> deed)
      throws IOException {
    return act(request, who, act, what, deed, result -> DONE);
  }

  /**
   * The same where it may come to something else than having been done.
   *
   * @param outcomeOf what it came to, in a word
   */
  public <T> T act(
      HttpServletRequest request,
      Caller who,
      Act act,
      String what,
      Deed<T> deed,
      Function<T, String> outcomeOf)
      throws IOException {
    String outcome = "failed";
    try {
      T result = deed.run();
      outcome = outcomeOf.apply(result);
      return result;
    } catch (RefusedException refused) {
      outcome = refused.refusal().name();
      throw refused;
    } finally {
      note(request, who, act, what, outcome);
    }
  }

  /** The entries before a number, newest first. */
  public synchronized List<AuditEntry> before(long limit, int count) {
    List<AuditEntry> entries = new ArrayList<>();
    Iterator<AuditEntry> backwards = newest.descendingIterator();
    while (backwards.hasNext() && entries.size() < count) {
      AuditEntry entry = backwards.next();
      if (entry.number() < limit) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private synchronized void note(
      HttpServletRequest request, Caller who, Act act, String what, String outcome) {
    number++;
    AuditEntry entry =
        new AuditEntry(
            number,
            clock.instant(),
            who.identity(),
            proxies.clientOf(request).address(),
            act.text(),
            what,
            outcome);
    newest.addLast(entry);
    if (newest.size() > KEPT) {
      newest.removeFirst();
    }
    try {
      file.add(entry);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "The audit log cannot be written to: look at the disk and at the rights on the data directory",
          e);
      throw new RefusedException(
          Refusal.STORE_UNAVAILABLE, "It could not be noted in the audit log who did this");
    }
  }
}
