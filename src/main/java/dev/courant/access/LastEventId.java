package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** The cursor of a request, as text (Mercure draft 08, "Reconciliation"). */
public final class LastEventId {
  /** The header that browsers send when they connect again. */
  private static final String HEADER = "Last-Event-ID";

  /** For the first connection of a page, where a browser's EventSource cannot set a header. */
  private static final List<String> PARAMETERS = List.of("last_event_id", "lastEventID");

  private LastEventId() {}

  /**
   * The header, else the first such field; absent when there is neither, and empty when it is there
   * without a value: then its sender still wants to be told.
   *
   * @param fields those of the query, and behind them those of a body
   */
  public static Optional<String> of(HttpServletRequest request, FormFields fields) {
    String header = request.getHeader(HEADER);
    return header != null
        ? Optional.of(header)
        : PARAMETERS.stream().flatMap(name -> fields.all(name).stream()).findFirst();
  }
}
