package dev.courant.admin.connection;

import dev.courant.admin.page.Page;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some of the connections that were asked for, of one node or of several; nodes tell it to each
 * other. An immutable value.
 *
 * @param total how many are open
 * @param matching how many were asked for
 * @param rows the first of those, in order
 */
record Listing(int total, int matching, List<Row> rows) {
  /** There are none. */
  static final Listing EMPTY = new Listing(0, 0, List.of());

  private static final String RANK = "rank";
  private static final String CONNECTION = "connection";

  /**
   * A connection.
   *
   * @param rank where it stands in the order
   * @param json as the API tells it
   */
  record Row(Rank rank, JsonObject json) {
    /** The last of all decides where nothing else does. */
    String id() {
      return json.getString("id");
    }
  }

  /** Both, in order. */
  Listing and(Listing other, Comparator<Row> order) {
    return new Listing(
        total + other.total,
        matching + other.matching,
        Stream.concat(rows.stream(), other.rows.stream()).sorted(order).toList());
  }

  /** A part of it. */
  Listing part(Page page) {
    return new Listing(
        total, matching, rows.stream().skip(page.offset()).limit(page.limit()).toList());
  }

  /** As a text. */
  String write() {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (Row row : rows) {
      list.add(Json.createObjectBuilder().add(RANK, row.rank().json()).add(CONNECTION, row.json()));
    }
    return Packed.pack(
        Json.createObjectBuilder()
            .add("total", total)
            .add("matching", matching)
            .add("rows", list)
            .build()
            .toString());
  }

  /** What {@link #write} has written. */
  static Listing read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(Packed.unpack(text)))) {
      JsonObject json = reader.readObject();
      List<Row> rows =
          json.getJsonArray("rows").getValuesAs(JsonObject.class).stream()
              .map(
                  row -> new Row(Rank.read(row.getJsonObject(RANK)), row.getJsonObject(CONNECTION)))
              .toList();
      return new Listing(json.getInt("total"), json.getInt("matching"), rows);
    }
  }
}
