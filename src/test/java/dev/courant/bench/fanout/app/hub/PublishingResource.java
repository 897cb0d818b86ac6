package dev.courant.bench.fanout.app.hub;

import dev.courant.bench.fanout.app.pace.Pace;
import dev.courant.bench.fanout.app.pace.Pace.Stamped;
import dev.courant.event.Publication;
import dev.courant.hub.Hub;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/**
 * Fires events as a business bean does, what is due at a time in one transaction; answers how many
 * there were when the last one is stored.
 */
@Path("/bench")
@RequestScoped
public class PublishingResource {
  @Inject private Event<Publication> events;
  @Inject private Hub hub;
  @Resource private UserTransaction transaction;

  /** Publishes on topics such as {@code /bench/7}, or {@code /bench/0/7} when they are nested. */
  @POST
  public long publish(
      @QueryParam("rate") double rate,
      @QueryParam("seconds") double seconds,
      @QueryParam("size") int size,
      @QueryParam("topics") int topics,
      @QueryParam("prefix") @DefaultValue("/bench/") String prefix,
      @QueryParam("below") @DefaultValue("0") int below,
      @QueryParam("private") @DefaultValue("false") boolean isPrivate) {
    return new Pace(rate, seconds, size, topics)
        .run(batch -> fire(batch, prefix, below, isPrivate));
  }

  /** Publishes one event by itself, and answers its id: a cursor for what comes behind it. */
  @POST
  @Path("/head")
  public String head() {
    return hub.publish(Publication.of("/head", "")).join().id();
  }

  private void fire(List<Stamped> batch, String prefix, int below, boolean isPrivate) {
    try {
      transaction.begin();
      for (Stamped event : batch) {
        String name =
            below == 0
                ? prefix + event.topic()
                : prefix + event.topic() / below + "/" + event.topic() % below;
        Publication.Builder publication = Publication.on(name).data(event.data());
        events.fire(isPrivate ? publication.asPrivate().build() : publication.build());
      }
      transaction.commit();
    } catch (Exception e) {
      throw new IllegalStateException("A batch could not be published", e);
    }
  }
}
