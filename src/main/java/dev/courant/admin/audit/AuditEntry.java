package dev.courant.admin.audit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * An act of an operator.
 *
 * @param number counts the entries; a later one has a higher number
 * @param at when
 * @param who issuer and subject of whoever did it; empty where nobody was recognised
 * @param address where the request came from
 * @param act what was done, as a word of {@link Act}
 * @param what to what it was done
 * @param outcome {@code done}, or the reason of the refusal
 */
public record AuditEntry(
    long number, Instant at, String who, String address, String act, String what, String outcome) {
  private static final int MAX_CHARS = 1_000;

  /** An entry; what is long is cut off. */
  public AuditEntry {
    who = cut(who);
    what = cut(what);
  }

  /** As the API tells it, and as a line of the file. */
  public JsonObject json() {
    return Json.createObjectBuilder()
        .add("number", number)
        .add("at", at.toString())
        .add("who", who)
        .add("address", address)
        .add("act", act)
        .add("what", what)
        .add("outcome", outcome)
        .build();
  }

  static AuditEntry of(JsonObject json) {
    return new AuditEntry(
        json.getJsonNumber("number").longValueExact(),
        Instant.parse(json.getString("at")),
        json.getString("who"),
        json.getString("address"),
        json.getString("act"),
        json.getString("what"),
        json.getString("outcome"));
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
  }
}
