package dev.courant.transport.websocket;

import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the container calls when a WebSocket is opened and closed, and when something comes in. One
 * for all of them: what belongs to one is noted in its session. Any thread of the container may
 * call it, and none is kept waiting. Public, since containers call it by reflection.
 */
public final class SocketEndpoint extends Endpoint {
  private static final String CHANNEL = "dev.courant.channel";

  /** How long Tomcat waits for the answer to a close frame, in milliseconds, and then cuts. */
  private static final String TOMCAT_GOODBYE = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

  private final OrderBook orders;
  private final SocketThreads threads;

  SocketEndpoint(OrderBook orders, SocketThreads threads) {
    this.orders = orders;
    this.threads = threads;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    // Its heartbeats, and the pump that gives them, find out whether a client is there.
    session.setMaxIdleTimeout(0);
    session.getUserProperties().put(TOMCAT_GOODBYE, SocketThreads.PATIENCE.toMillis());
    Handover.of(config)
        .ifPresentOrElse(arrival -> welcome(session, arrival), () -> showOut(session));
  }

  private void welcome(Session session, Arrival arrival) {
    if (arrival instanceof Arrival.Admitted admitted) {
      open(session, admitted);
    } else if (arrival instanceof Arrival.TurnedAway turnedAway) {
      session
          .getAsyncRemote()
          .sendText(
              SocketMessages.refused(turnedAway.refused()),
              sent ->
                  threads
                      .writers()
                      .execute(
                          () ->
                              SocketChannel.close(
                                  session, turnedAway.server(), threads, Farewell.notNow())));
    }
  }

  private void open(Session session, Arrival.Admitted admitted) {
    Connection connection = admitted.connection();
    SocketChannel channel = new SocketChannel(session, admitted.server(), connection, threads);
    session.getUserProperties().put(CHANNEL, channel);
    SocketOrders incoming =
        new SocketOrders(
            text -> orders.carryOut(connection, text),
            channel::answer,
            () -> channel.leave(Departure.UNRULY),
            threads.orders(),
            System::nanoTime);
    session.addMessageHandler(String.class, (MessageHandler.Partial<String>) incoming::take);
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Partial<ByteBuffer>)
            (bytes, last) -> {
              if (last) {
                incoming.takeUnreadable();
              }
            });
    session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) channel::pong);
    channel.answer(SocketMessages.open(connection.id()));
    channel.onLane(() -> connection.attach(channel));
  }

  /** It has not come through our door: no path leads here but that, as far as servers agree. */
  private static void showOut(Session session) {
    try {
      session.close(Farewell.of(Departure.REVOKED));
    } catch (IOException alreadyGone) {
      return;
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (session.getUserProperties().get(CHANNEL) instanceof SocketChannel channel) {
      channel.leave(Departure.CLIENT_GONE);
    }
  }

  /** Something has failed on the way: what that is shows when the container closes it. */
  @Override
  public void onError(Session session, Throwable failure) {
    System.Logger log = System.getLogger(SocketEndpoint.class.getName());
    log.log(System.Logger.Level.DEBUG, "A WebSocket has failed", failure);
  }
}
