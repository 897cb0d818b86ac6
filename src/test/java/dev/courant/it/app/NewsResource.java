package dev.courant.it.app;

import dev.courant.jaxrs.Broadcast;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;

/** What a developer writes who knows JAX-RS: the broadcaster is injected, the rest is as ever. */
@Path("it/news")
@ApplicationScoped
public class NewsResource {
  /** A payload that is no text. */
  public record Headline(String text, int stars) {}

  @Inject
  @Broadcast({"/it/news", "/it/news/all"})
  private SseBroadcaster news;

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(@Context SseEventSink sink) {
    news.register(sink);
  }

  @POST
  public void publish(@Context Sse sse, String text) {
    news.broadcast(
        sse.newEventBuilder()
            .id("own-" + text)
            .name("headline")
            .reconnectDelay(4000)
            .comment("is not published")
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(Headline.class, new Headline(text, 5))
            .build());
  }
}
