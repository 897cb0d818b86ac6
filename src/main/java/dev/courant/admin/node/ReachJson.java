package dev.courant.admin.node;

import dev.courant.hub.Reach;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** How far something has got among the nodes, as the API tells it. */
public final class ReachJson {
  private ReachJson() {}

  /** Adds the member {@code others}; where there can be no others, nothing. */
  public static JsonObjectBuilder add(JsonObjectBuilder answer, Reach reach) {
    if (!reach.isAlone()) {
      answer.add(
          "others",
          Json.createObjectBuilder()
              .add("reachable", !reach.isCutOff())
              .add("asked", reach.asked())
              .add("answered", reach.answered()));
    }
    return answer;
  }
}
