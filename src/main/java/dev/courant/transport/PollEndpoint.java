package dev.courant.transport;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.LastEventId;
import dev.courant.access.MatcherParameters;
import dev.courant.access.Proxies;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import dev.courant.hub.Admission;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Transport;
import dev.courant.hub.connection.Visitor;
import dev.courant.wire.Format;
import dev.courant.wire.PollAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers polls, at once or when there is something: {@code GET /api/poll}. Each is a connection of
 * the hub that is short, and so has the same rights, cursors and limits as a stream. Called on
 * request threads; a poll that waits holds none.
 */
@ApplicationScoped
public class PollEndpoint {
  /** How long a poll may wait, in seconds. */
  static final int MAX_WAIT_SECONDS = 60;

  /** So long it waits when it does not say: shorter than the patience of most proxies. */
  static final int USUAL_WAIT_SECONDS = 25;

  /** How many events an answer may have. */
  static final int MAX_EVENTS = 1000;

  /** So many it may have when the poll does not say. */
  static final int USUAL_EVENTS = 500;

  @Inject private Hub hub;
  @Inject private Matchers matchers;
  @Inject private Authentication authentication;
  @Inject private Proxies proxies;
  @Inject private PollTimer timer;

  /**
   * Answers a poll; perhaps after this method has returned.
   *
   * @throws RefusedException when the poll is not accepted; nothing has been sent then
   */
  public void poll(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Caller caller = authentication.subscriberOf(request);
    FormFields fields = Question.of(request);
    Duration longest =
        Duration.ofSeconds(fields.number("wait", USUAL_WAIT_SECONDS, 0, MAX_WAIT_SECONDS));
    int maxEvents = fields.number("limit", USUAL_EVENTS, 1, MAX_EVENTS);
    Interest interest =
        new Interest(
            MatcherParameters.in(fields, matchers), caller.grant().forReading(), Format.CONTAINER);
    // Of what came behind its cursor a poll gets everything: what may be asked for here is the
    // same.
    Delivery.in(fields);
    Optional<String> cursor = LastEventId.of(request, fields);
    setHeaders(response);
    if (cursor.isEmpty()) {
      response.getOutputStream().write(PollAnswer.beginAt(hub.cursor()).json());
      return;
    }
    Admission admission =
        hub.connect(
            new Visitor(caller, proxies.clientOf(request), Transport.LONG_POLL),
            interest,
            Cursor.parse(cursor));
    try {
      new Poll(admission, cursor.get(), maxEvents, longest, timer.executor())
          .begin(request, response);
    } catch (IOException | RuntimeException e) {
      admission.connection().depart(Departure.CLIENT_GONE);
      throw e;
    }
  }

  private static void setHeaders(HttpServletResponse response) {
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}
