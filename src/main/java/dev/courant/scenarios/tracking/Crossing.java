package dev.courant.scenarios.tracking;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where streets of an invented town meet: each crossing is joined with its neighbours by streets.
 * The page draws the same town, by the same formulas.
 *
 * @param column 0 to 6, from west to east
 * @param row 0 to 4, from north to south
 */
record Crossing(int column, int row) {
  static final int COLUMNS = 7;
  static final int ROWS = 5;

  /** In metres from the western edge; the town is 1,200 wide. */
  double x() {
    return 60 + 180 * column + 24 * Math.sin(2.3 * row + column);
  }

  /** In metres from the northern edge; the town is 900 high. */
  double y() {
    return 60 + 195 * row + 22 * Math.sin(1.7 * column + row);
  }

  double metresTo(Crossing other) {
    return Math.hypot(other.x() - x(), other.y() - y());
  }

  List<Crossing> neighbours() {
    return Stream.of(
            new Crossing(column - 1, row),
            new Crossing(column + 1, row),
            new Crossing(column, row - 1),
            new Crossing(column, row + 1))
        .filter(Crossing::isInTown)
        .toList();
  }

  private boolean isInTown() {
    return column >= 0 && column < COLUMNS && row >= 0 && row < ROWS;
  }
}
