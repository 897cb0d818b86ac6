package dev.courant.scenarios.scores;

import java.util.List;

/** Who plays where; so that nobody plays in two matches at a time, each has teams of its own. */
final class Teams {
  private static final List<List<String>> TEAMS =
      List.of(
          List.of("Alder Rovers", "Brine City", "Cobalt United", "Drift Athletic"),
          List.of("Fjord Rangers", "Gale Town", "Heron Park", "Inlet Albion"),
          List.of("Kelp County", "Larch Villa", "Maple Forest", "Nimbus Wanderers"));

  private Teams() {}

  static List<String> of(int match) {
    return TEAMS.get(match - 1);
  }
}
