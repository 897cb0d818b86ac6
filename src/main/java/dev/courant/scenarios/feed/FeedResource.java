package dev.courant.scenarios.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What the page of the feed can do. */
@Path("scenarios/feed/posts")
@ApplicationScoped
public class FeedResource {
  @Inject private FeedBean feed;

  /** Posts. */
  @POST
  public void post(
      @FormParam("id") @DefaultValue("") String id,
      @FormParam("author") @DefaultValue("") String author,
      @FormParam("text") @DefaultValue("") String text) {
    feed.post(new Post(id, author, text));
  }

  /** Likes. */
  @POST
  @Path("{id}/likes")
  public void like(@PathParam("id") String id) {
    feed.like(id);
  }
}
