package dev.courant.it.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.event.Publication;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.event.TopicOffer;
import dev.courant.hub.Hub;
import dev.courant.jaxrs.Broadcasters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Lets a test act as the application's code does. Each answer is what that code was given: {@code
 * done}, or {@code refused} and the reason from the exception that it caught.
 */
@Path("it/fire")
@RequestScoped
public class FiringResource {
  @Inject private Event<Publication> publications;
  @Inject private Event<TopicOffer> offers;
  @Inject @Any private Event<Object> anything;
  @Inject private OrderDesk desk;
  @Inject private Broadcasters broadcasters;
  @Inject private Hub hub;

  @QueryParam("topic")
  private String topic;

  @QueryParam("type")
  private String type;

  @QueryParam("id")
  private String id;

  /** {@code Event<Publication>.fire}. */
  @POST
  public String fire(byte[] data) {
    return outcome(() -> publications.fire(publication(data)));
  }

  /** The same; the answer tells whether the event can be read as soon as {@code fire} returns. */
  @POST
  @Path("and-look")
  public String fireAndLook(byte[] data) {
    long before = hub.counts().bounds().head().offset();
    publications.fire(publication(data));
    return hub.counts().bounds().head().offset() > before ? "visible" : "not yet";
  }

  /** {@code Event<Publication>.fireAsync}, and how its stage completes. */
  @POST
  @Path("async")
  public String fireAsync(byte[] data) {
    Publication publication = publication(data);
    return outcome(() -> publications.fireAsync(publication).toCompletableFuture().join());
  }

  /** An event that is {@code @Pushed} as the query says: topic, type, ttl, private. */
  @POST
  @Path("pushed")
  public String push(
      @QueryParam("ttl") @DefaultValue("") String ttl, @QueryParam("private") boolean isPrivate) {
    PushedLiteral pushed = new PushedLiteral(topic, type == null ? "" : type, ttl, isPrivate);
    return outcome(() -> anything.select(pushed).fire(new Order(id, "pushed")));
  }

  /** {@code SseBroadcaster.broadcast}. */
  @POST
  @Path("broadcast")
  public String broadcast(@Context Sse sse, byte[] data) {
    OutboundSseEvent.Builder event = sse.newEventBuilder().data(new String(data, UTF_8));
    if (type != null) {
      event.name(type);
    }
    if (id != null) {
      event.id(id);
    }
    return outcome(
        () -> broadcasters.on(topic).broadcast(event.build()).toCompletableFuture().join());
  }

  /** {@code Event<TopicOffer>.fire}. */
  @POST
  @Path("offer")
  public String offer() {
    return outcome(() -> offers.fire(new TopicOffer(new Topic(topic))));
  }

  @POST
  @Path("order")
  public String order() {
    return outcome(() -> desk.orderChanged(id));
  }

  @POST
  @Path("sensor")
  public String sensor() {
    return outcome(() -> desk.measured(Long.parseLong(id)));
  }

  @POST
  @Path("invoice")
  public String invoice() {
    return outcome(() -> desk.invoiced(id));
  }

  @POST
  @Path("customer")
  public String customer() {
    return outcome(() -> desk.customerOrdered(id));
  }

  private Publication publication(byte[] data) {
    Publication.Builder publication = Publication.on(topic).data(new String(data, UTF_8));
    if (type != null) {
      publication.type(type);
    }
    if (id != null) {
      publication.id(id);
    }
    return publication.build();
  }

  private static String outcome(Runnable act) {
    try {
      act.run();
      return "done";
    } catch (RefusedException e) {
      return "refused " + e.refusal();
    } catch (CompletionException e) {
      return Stream.concat(Stream.of(e.getCause()), Stream.of(e.getSuppressed()))
          .filter(RefusedException.class::isInstance)
          .map(refused -> "refused " + ((RefusedException) refused).refusal())
          .findFirst()
          .orElseThrow(() -> e);
    }
  }
}
