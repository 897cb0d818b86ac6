package dev.courant.admin.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.FormFields;
import dev.courant.admin.page.Page;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.Hub;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The connections of this node, for it and for others that ask. Any thread that can wait for a
 * pump.
 *
 * @param node the id of this node
 */
public record ConnectionsHere(Hub hub, String node) {
  /** The kind of the question for those that a query asks for. */
  public static final String LIST = "list-connections";

  /** The kind of the question for one of them. */
  public static final String ONE = "one-connection";

  /** What is answered by a node that is not meant, or does not have it. */
  static final String NONE = "";

  private record Ranked(Rank rank, ConnectionView view) {}

  /**
   * Answers another node.
   *
   * @param query the query string of its request
   */
  public String list(String query) {
    ConnectionQuery asked = ConnectionQuery.in(FormFields.parse(query.getBytes(UTF_8)));
    if (asked.node().isEmpty()) {
      return first(asked).write();
    }
    return asked.isOf(node) ? page(asked).write() : NONE;
  }

  /** Answers another node, by an empty text where there is no such connection here. */
  public String one(String id) {
    return find(id).map(JsonObject::toString).orElse(NONE);
  }

  Optional<JsonObject> find(String id) {
    long now = System.currentTimeMillis();
    return hub.insight()
        .connection(id)
        .map(view -> ConnectionJson.of(view, hub.insight(), node, now).build());
  }

  /** The page that is asked for, of these alone. */
  Listing page(ConnectionQuery query) {
    return part(query, query.page());
  }

  /** As many as the page can have of these, when others are put between them. */
  Listing first(ConnectionQuery query) {
    return part(query, new Page(0, query.page().end()));
  }

  private Listing part(ConnectionQuery query, Page page) {
    List<ConnectionView> all = hub.insight().connections();
    List<Ranked> matching =
        all.stream()
            .filter(query.filter())
            .map(view -> new Ranked(query.ranks().apply(view), view))
            .sorted(
                Comparator.comparing(Ranked::rank, query.byRank())
                    .thenComparing(ranked -> ranked.view().connection().id()))
            .toList();
    long now = System.currentTimeMillis();
    List<Listing.Row> rows =
        matching.stream()
            .skip(page.offset())
            .limit(page.limit())
            .map(
                ranked ->
                    new Listing.Row(
                        ranked.rank(),
                        ConnectionJson.of(ranked.view(), hub.insight(), node, now).build()))
            .toList();
    return new Listing(all.size(), matching.size(), rows);
  }
}
