package dev.courant.scenarios.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The inboxes. In this demonstration a visitor may be either user, so the user stands in the path;
 * an application takes the user from its session instead, and asks nobody who they are.
 */
@Path("scenarios/notifications/{user}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {
  @Inject private NotificationBean notifications;

  /** What lies in the inbox. A page listens first and asks then: so it misses nothing. */
  @GET
  public Response inbox(@PathParam("user") String user) {
    return Response.ok(notifications.inbox(user)).header("Cache-Control", "no-store").build();
  }

  /** Sends a notice to the user. */
  @POST
  public Notice send(
      @PathParam("user") String user,
      @FormParam("from") @DefaultValue("") String from,
      @FormParam("text") @DefaultValue("") String text) {
    return notifications.send(user, notifications.nameOf(from), text);
  }

  /** Marks one as read. */
  @POST
  @Path("{id}/read")
  public void markAsRead(@PathParam("user") String user, @PathParam("id") String id) {
    notifications.markAsRead(user, id);
  }

  /** A token with which the user's pages listen to the inbox. */
  @POST
  @Path("token")
  @Produces(MediaType.TEXT_PLAIN)
  public Response token(@PathParam("user") String user) {
    return Response.ok(notifications.token(user)).header("Cache-Control", "no-store").build();
  }
}
