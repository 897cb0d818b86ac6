package dev.courant.transport;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.LastEventId;
import dev.courant.access.MatcherParameters;
import dev.courant.access.Proxies;
import dev.courant.access.ServerConnection;
import dev.courant.access.StreamHeaders;
import dev.courant.event.RefusedException;
import dev.courant.hub.Admission;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.Visitor;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.wire.Format;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a subscription with an event stream that does not end (Mercure draft 08, "Subscription";
 * WHATWG HTML 9.2). Called on request threads.
 */
@ApplicationScoped
public class StreamEndpoint {
  /** Undertow otherwise keeps a direct buffer of 16 KiB for every stream. */
  private static final int RESPONSE_BUFFER_BYTES = 4096;

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private Proxies proxies;

  /**
   * Starts a stream; it goes on after this method has returned.
   *
   * @throws RefusedException when the subscription is not accepted; nothing has been sent then
   */
  public void subscribe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    FormFields query = FormFields.ofQuery(request);
    Cursor cursor = Cursor.parse(LastEventId.of(request, query));
    Caller caller = authentication.subscriberOf(request);
    Admission admission =
        hub.connect(
            new Visitor(caller, proxies.clientOf(request)), interest(query, caller), cursor);
    Connection connection = admission.connection();
    try {
      setHeaders(request, response);
      admission.lastEventId().ifPresent(id -> response.setHeader("Mercure-Last-Event-ID", id));
      response.setHeader("Courant-Subscriber", connection.id());
      response.setBufferSize(RESPONSE_BUFFER_BYTES);
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      ServletChannel channel =
          new ServletChannel(
              async, response.getOutputStream(), ServerConnection.of(request), connection);
      // Last: from here on the stream belongs to the channel, perhaps on another thread already.
      response.getOutputStream().setWriteListener(channel);
    } catch (IOException | RuntimeException e) {
      connection.depart(Departure.CLIENT_GONE);
      throw e;
    }
  }

  /**
   * Answers HEAD: what {@link #subscribe} would answer, without the stream.
   *
   * @throws RefusedException when the subscription would not be accepted
   */
  public void describe(HttpServletRequest request, HttpServletResponse response) {
    interest(FormFields.ofQuery(request), authentication.subscriberOf(request));
    setHeaders(request, response);
  }

  private static Interest interest(FormFields query, Caller caller) {
    return new Interest(MatcherParameters.in(query), caller.grant(), Format.EVENT_STREAM);
  }

  private static void setHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setContentType("text/event-stream;charset=utf-8");
    StreamHeaders.set(request, response);
  }
}
