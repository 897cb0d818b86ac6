package dev.courant.transport;

import dev.courant.access.AccessOptions;
import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.FormFields;
import dev.courant.access.LastEventId;
import dev.courant.access.MatcherParameters;
import dev.courant.access.Proxies;
import dev.courant.access.ServerConnection;
import dev.courant.access.StreamHeaders;
import dev.courant.event.Matchers;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
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

  /** The name of the method that asks a question by its body (RFC 10008). */
  public static final String QUERY = "QUERY";

  /** Form encoding makes three bytes of one; the rest is room for names and for the cursor. */
  private static final int QUERY_MAX_BYTES =
      MatcherParameters.MAX_MATCHERS * (3 * Topic.MAX_BYTES + 32) + 16 * 1024;

  @Inject private Hub hub;
  @Inject private AccessOptions options;
  @Inject private Matchers matchers;
  @Inject private Authentication authentication;
  @Inject private Proxies proxies;

  /**
   * Starts a stream; it goes on after this method has returned. What is asked for is in the query,
   * and with the method {@value #QUERY} in the body too.
   *
   * @throws RefusedException when the subscription is not accepted; nothing has been sent then
   */
  public void subscribe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Caller caller = authentication.subscriberOf(request);
    FormFields query = FormFields.ofQuery(request);
    FormFields fields =
        request.getMethod().equals(QUERY)
            ? query.and(FormFields.ofBody(request, QUERY_MAX_BYTES))
            : query;
    Cursor cursor = Cursor.parse(LastEventId.of(request, fields));
    Admission admission =
        hub.connect(
            new Visitor(caller, proxies.clientOf(request)), interest(caller, fields), cursor);
    Connection connection = admission.connection();
    try {
      setHeaders(request, response);
      admission.lastEventId().ifPresent(id -> tellLastEventId(response, id));
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
    interest(authentication.subscriberOf(request), FormFields.ofQuery(request));
    setHeaders(request, response);
  }

  private Interest interest(Caller caller, FormFields fields) {
    return new Interest(
        MatcherParameters.in(fields, matchers), caller.grant().forReading(), Format.EVENT_STREAM);
  }

  private void tellLastEventId(HttpServletResponse response, String id) {
    response.setHeader("Mercure-Last-Event-ID", id);
    if (options.legacyTokens()) {
      // Its name in Mercure 0.x.
      response.setHeader("Last-Event-ID", id);
    }
  }

  private static void setHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setContentType("text/event-stream;charset=utf-8");
    StreamHeaders.set(request, response);
  }
}
