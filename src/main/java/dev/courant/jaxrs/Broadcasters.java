package dev.courant.jaxrs;

import dev.courant.access.Authentication;
import dev.courant.access.Origins;
import dev.courant.access.Proxies;
import dev.courant.event.Matcher;
import dev.courant.event.RefusedException;
import dev.courant.hub.Hub;
import dev.courant.hub.connection.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Makes broadcasters over the hub, for topics that are known at run time only. Any thread. */
@ApplicationScoped
public class Broadcasters {
  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private Origins origins;
  @Inject private Proxies proxies;
  @Inject private SinkThreads threads;

  /**
   * A broadcaster for topics, or for {@code *}.
   *
   * <p>Broadcasters of the same topics share their events, since these go through the hub.
   * Listeners and {@code close} concern the sinks that were registered with that very broadcaster.
   *
   * @throws RefusedException when a topic is not allowed
   */
  public SseBroadcaster on(String... matchers) {
    return on(parse(matchers));
  }

  /** The same, for matchers. */
  public SseBroadcaster on(Collection<Matcher> matchers) {
    return on(matchers, Delivery.ALL);
  }

  /** The same, for sinks that do not want every event. */
  public SseBroadcaster on(Collection<Matcher> matchers, Delivery delivery) {
    return on(matchers, true, delivery);
  }

  private SseBroadcaster on(Collection<Matcher> matchers, boolean replay, Delivery delivery) {
    return new HubBroadcaster(
        new LinkedHashSet<>(matchers),
        replay,
        delivery,
        hub,
        authentication,
        origins,
        proxies,
        threads);
  }

  @Produces
  @Dependent
  @Broadcast({})
  SseBroadcaster broadcaster(InjectionPoint point) {
    return point.getQualifiers().stream()
        .filter(Broadcast.class::isInstance)
        .map(Broadcast.class::cast)
        .map(broadcast -> on(parse(broadcast.value()), broadcast.replay(), Delivery.ALL))
        .findFirst()
        .orElseThrow();
  }

  private static List<Matcher> parse(String... matchers) {
    return Arrays.stream(matchers).map(Matcher::parse).toList();
  }
}
