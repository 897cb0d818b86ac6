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
import dev.courant.hub.Admission;
import dev.courant.hub.Cursor;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Delivery;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Interest;
import dev.courant.hub.connection.Transport;
import dev.courant.hub.connection.Visitor;
import dev.courant.wire.Format;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers a subscription with a stream that does not end (Mercure draft 08, "Subscription"): events
 * for a browser's EventSource (WHATWG HTML 9.2), or lines of JSON for whoever {@linkplain Accept
 * accepts} those. Called on request threads.
 */
@ApplicationScoped
public class StreamEndpoint {
  /** Undertow otherwise keeps a direct buffer of 16 KiB for every stream. */
  private static final int RESPONSE_BUFFER_BYTES = 4096;

  private static final String ACCEPT = "Accept";

  @Inject private Hub hub;
  @Inject private AccessOptions options;
  @Inject private Matchers matchers;
  @Inject private Authentication authentication;
  @Inject private Proxies proxies;

  /**
   * Starts a stream; it goes on after this method has returned. What is asked for is in the query,
   * and with the method {@value Question#METHOD} in the body too.
   *
   * @throws RefusedException when the subscription is not accepted; nothing has been sent then
   */
  public void subscribe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.addHeader("Vary", ACCEPT);
    Caller caller = authentication.subscriberOf(request);
    Format format = Accept.of(request).format();
    FormFields fields = Question.of(request);
    Cursor cursor = Cursor.parse(LastEventId.of(request, fields));
    Admission admission =
        hub.connect(
            new Visitor(caller, proxies.clientOf(request), transport(format)),
            interest(caller, fields, format),
            cursor);
    Connection connection = admission.connection();
    try {
      setHeaders(request, response, format);
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
    response.addHeader("Vary", ACCEPT);
    Format format = Accept.of(request).format();
    interest(authentication.subscriberOf(request), FormFields.ofQuery(request), format);
    setHeaders(request, response, format);
  }

  private Interest interest(Caller caller, FormFields fields, Format format) {
    return new Interest(
        MatcherParameters.in(fields, matchers),
        caller.grant().forReading(),
        format,
        Delivery.in(fields));
  }

  private static Transport transport(Format format) {
    return format == Format.JSON_LINES ? Transport.NDJSON : Transport.SSE;
  }

  private void tellLastEventId(HttpServletResponse response, String id) {
    response.setHeader("Mercure-Last-Event-ID", id);
    if (options.legacyTokens()) {
      // Its name in Mercure 0.x.
      response.setHeader("Last-Event-ID", id);
    }
  }

  private static void setHeaders(
      HttpServletRequest request, HttpServletResponse response, Format format) {
    // JSON is UTF-8, always (RFC 8259, section 8.1): there is no charset to tell.
    response.setContentType(
        format == Format.JSON_LINES ? Accept.JSON_LINES : Accept.EVENT_STREAM + ";charset=utf-8");
    StreamHeaders.set(request, response);
  }
}
