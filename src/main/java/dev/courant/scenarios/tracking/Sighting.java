package dev.courant.scenarios.tracking;

import jakarta.json.Json;

/**
 * Where a vehicle is.
 *
 * @param vehicle which one
 * @param kind bus, taxi, van or bike
 * @param x metres from the western edge of the map
 * @param y metres from its northern edge
 * @param heading degrees clockwise, 0 for east
 */
public record Sighting(String vehicle, String kind, double x, double y, int heading) {
  /** The map has 4 columns and 3 rows of tiles. */
  static final int TILE_METRES = 300;

  /** The topic of the vehicle. */
  public String topic() {
    return "/vehicles/" + vehicle;
  }

  /** The topic of the part of the map that it is on. */
  public String tileTopic() {
    return "/map/%d-%d".formatted((int) x / TILE_METRES, (int) y / TILE_METRES);
  }

  /** As the pages read it. */
  public String json() {
    return Json.createObjectBuilder()
        .add("vehicle", vehicle)
        .add("kind", kind)
        .add("x", x)
        .add("y", y)
        .add("heading", heading)
        .build()
        .toString();
  }
}
