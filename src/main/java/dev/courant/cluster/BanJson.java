package dev.courant.cluster;

import dev.courant.access.Client;
import dev.courant.hub.Ban;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Bans, and whom they concern, as nodes tell them to each other. */
final class BanJson {
  private static final String BANS = "bans";
  private static final String WHAT = "what";
  private static final String ID = "id";
  private static final String SUBJECT = "subject";
  private static final String ISSUER = "issuer";
  private static final String TOKEN = "token_id";

  private final CallerJson callers;

  BanJson(CallerJson callers) {
    this.callers = callers;
  }

  String write(List<Ban> bans) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Ban ban : bans) {
      list.add(
          Json.createObjectBuilder()
              .add(ID, ban.id())
              .add("until", ban.until())
              .add("who", write(ban.who())));
    }
    return Json.createObjectBuilder().add(BANS, list).build().toString();
  }

  List<Ban> bans(String text) {
    return OtherNodes.read(text).getJsonArray(BANS).getValuesAs(JsonObject.class).stream()
        .map(
            json ->
                new Ban(
                    json.getString(ID),
                    who(json.getJsonObject("who")),
                    json.getJsonNumber("until").longValueExact()))
        .toList();
  }

  JsonObjectBuilder write(Ban.Who who) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (who instanceof Ban.OneConnection one) {
      json.add(WHAT, "connection")
          .add(ID, one.id())
          .add("identity", one.identity())
          .add(SUBJECT, one.subject())
          .add("address", one.client().address())
          .add("protocol", one.client().protocol())
          .add("user_agent", one.client().userAgent())
          .add("matchers", CallerJson.write(one.matchers()));
    } else if (who instanceof Ban.Subject subject) {
      json.add(WHAT, SUBJECT).add(SUBJECT, subject.subject());
      subject.issuer().ifPresent(issuer -> json.add(ISSUER, issuer));
    } else if (who instanceof Ban.Token token) {
      json.add(WHAT, TOKEN).add(TOKEN, token.tokenId());
    }
    return json;
  }

  Ban.Who who(JsonObject json) {
    return switch (json.getString(WHAT)) {
      case SUBJECT ->
          new Ban.Subject(
              json.getString(SUBJECT),
              json.containsKey(ISSUER) ? Optional.of(json.getString(ISSUER)) : Optional.empty());
      case TOKEN -> new Ban.Token(json.getString(TOKEN));
      default -> connection(json);
    };
  }

  Ban.OneConnection connection(JsonObject json) {
    return new Ban.OneConnection(
        json.getString(ID),
        json.getString("identity"),
        json.getString(SUBJECT),
        new Client(
            json.getString("address"), json.getString("protocol"), json.getString("user_agent")),
        callers.matchers(json.getJsonArray("matchers")));
  }
}
