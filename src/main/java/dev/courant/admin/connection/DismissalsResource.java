package dev.courant.admin.connection;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.JsonBody;
import dev.courant.access.token.StrictJson;
import dev.courant.admin.audit.Act;
import dev.courant.admin.audit.AuditLog;
import dev.courant.admin.node.ReachJson;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Ban;
import dev.courant.hub.Dismissals;
import dev.courant.hub.Dismissed;
import dev.courant.hub.Hub;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Ends connections, and keeps their clients away: {@code /api/admin/dismissals}. */
@Path("admin/dismissals")
@RequestScoped
public class DismissalsResource {
  private static final int MAX_BODY_BYTES = 16 * 1024;
  private static final String CONNECTION = "connection";
  private static final String SUBJECT = "subject";
  private static final String ISSUER = "issuer";
  private static final String TOKEN = "token_id";
  private static final String AWAY = "stay_away_seconds";
  private static final Set<String> MEMBERS = Set.of(CONNECTION, SUBJECT, ISSUER, TOKEN, AWAY);

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private AuditLog audit;

  /**
   * Ends those that the body names: {@code connection}, or {@code subject} with an {@code issuer}
   * if that matters, or {@code token_id}; on all nodes. With {@code stay_away_seconds} whoever
   * comes back within that time, to whichever node, is answered 204. Tells how many others were
   * reached.
   *
   * @throws RefusedException when the caller may not administer the hub, or the body is not good
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject dismiss(@Context HttpServletRequest request) throws IOException {
    Caller caller = authentication.administratorOf(request);
    JsonObject body =
        StrictJson.object("The body", JsonBody.read(request, MAX_BODY_BYTES), Refusal.INVALID);
    Optional<Ban.OneConnection> known = known(body);
    Dismissed dismissed =
        audit.act(request, caller, Act.DISMISS, described(body, known), () -> dismiss(body, known));
    JsonObjectBuilder answer = Json.createObjectBuilder().add("ended", dismissed.ended());
    return ReachJson.add(answer, dismissed.reach()).build();
  }

  /**
   * Who is to stay away now.
   *
   * @throws RefusedException when the caller may not look
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject bans(@Context HttpServletRequest request) {
    authentication.observerOf(request);
    JsonArrayBuilder list = Json.createArrayBuilder();
    hub.dismissals().bans().forEach(ban -> list.add(json(ban)));
    return Json.createObjectBuilder().add("bans", list).build();
  }

  /**
   * Lets somebody come back.
   *
   * @throws RefusedException when the caller may not administer the hub, or ({@link
   *     Refusal#NOT_FOUND}) nobody is kept away under that id
   */
  @DELETE
  @Path("{id}")
  public void lift(@Context HttpServletRequest request, @PathParam("id") String id)
      throws IOException {
    Caller caller = authentication.administratorOf(request);
    audit.act(
        request,
        caller,
        Act.LET_BACK,
        described(id),
        () ->
            hub.dismissals()
                .lift(id)
                .orElseThrow(
                    () ->
                        new RefusedException(
                            Refusal.NOT_FOUND, "Nobody is kept away under that id")));
  }

  /** The connection that is named, if it can be found: for the audit log too. */
  private Optional<Ban.OneConnection> known(JsonObject body) {
    try {
      return body.get(CONNECTION) instanceof JsonString id
          ? hub.dismissals().find(id.getString())
          : Optional.empty();
    } catch (RefusedException notNow) {
      return Optional.empty();
    }
  }

  /** For the audit log: an id alone says nothing to anybody when the connection has ended. */
  private static String described(JsonObject body, Optional<Ban.OneConnection> known) {
    return known
        .map(
            one ->
                Json.createObjectBuilder(body)
                    .add(SUBJECT, one.subject())
                    .add("user_agent", one.client().userAgent())
                    .build())
        .orElse(body)
        .toString();
  }

  private String described(String banId) {
    return hub.dismissals().bans().stream()
        .filter(ban -> ban.id().equals(banId))
        .map(ban -> json(ban).build().toString())
        .findFirst()
        .orElse(banId);
  }

  private Dismissed dismiss(JsonObject body, Optional<Ban.OneConnection> known) {
    if (!MEMBERS.containsAll(body.keySet())) {
      throw invalid();
    }
    Duration away = away(body);
    return hub.dismissals().dismiss(who(body, known), away);
  }

  private Ban.Who who(JsonObject body, Optional<Ban.OneConnection> known) {
    Set<String> named = new HashSet<>(body.keySet());
    named.remove(AWAY);
    if (named.equals(Set.of(CONNECTION))) {
      String id = text(body, CONNECTION);
      return known
          .or(() -> hub.dismissals().find(id))
          .orElseThrow(
              () ->
                  new RefusedException(
                      Refusal.NOT_FOUND, "There is no open connection with that id"));
    } else if (named.equals(Set.of(TOKEN))) {
      return new Ban.Token(text(body, TOKEN));
    } else if (named.equals(Set.of(SUBJECT))) {
      return new Ban.Subject(text(body, SUBJECT), Optional.empty());
    } else if (named.equals(Set.of(SUBJECT, ISSUER))) {
      return new Ban.Subject(text(body, SUBJECT), Optional.of(text(body, ISSUER)));
    }
    throw invalid();
  }

  private static Duration away(JsonObject body) {
    JsonValue value = body.get(AWAY);
    if (value == null) {
      return Duration.ZERO;
    }
    if (value instanceof JsonNumber number) {
      double seconds = number.doubleValue();
      if (seconds >= 0
          && seconds <= Dismissals.LONGEST.toSeconds()
          && seconds == Math.rint(seconds)) {
        return Duration.ofSeconds((long) seconds);
      }
    }
    throw new RefusedException(
        Refusal.INVALID,
        "\"%s\" is a number of seconds from 0 to %d"
            .formatted(AWAY, Dismissals.LONGEST.toSeconds()));
  }

  private static String text(JsonObject body, String name) {
    if (body.get(name) instanceof JsonString text && !text.getString().isEmpty()) {
      return text.getString();
    }
    throw invalid();
  }

  private static RefusedException invalid() {
    return new RefusedException(
        Refusal.INVALID,
        "The body names one of \"connection\", \"token_id\" and \"subject\" (with an \"issuer\" or"
            + " without), each a text, and perhaps \"stay_away_seconds\"");
  }

  private static JsonObjectBuilder json(Ban ban) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("id", ban.id());
    if (ban.who() instanceof Ban.OneConnection one) {
      json.add("what", "connection")
          .add("subject", one.subject())
          .add("address", one.client().address())
          .add("user_agent", one.client().userAgent())
          .add("matchers", ConnectionJson.matchers(one.matchers()));
    } else if (ban.who() instanceof Ban.Subject subject) {
      json.add("what", "subject").add("subject", subject.subject());
      subject.issuer().ifPresent(issuer -> json.add("issuer", issuer));
    } else if (ban.who() instanceof Ban.Token token) {
      json.add("what", "token").add("token_id", token.tokenId());
    }
    return json.add("until", Instant.ofEpochMilli(ban.until()).toString());
  }
}
