package dev.courant.scenarios.news;

import java.util.List;

/** What the agency has to tell; in the first version, and after somebody has looked again. */
record Story(String section, List<String> tags, String headline, String first, String corrected) {
  static final List<Story> ALL =
      List.of(
          new Story(
              "town",
              List.of("river", "weather"),
              "River rises after a night of rain",
              "The river stands at 3.20 m.\nThe lower quay is closed.\n\nThe peak is expected at noon.",
              "The river stands at 2.30 m.\nThe lower quay is closed.\n\nThe peak is expected at noon."),
          new Story(
              "sports",
              List.of("football"),
              "Alder Rovers win the derby",
              "Two goals in the last five minutes.\nFinal score: 3 to 2.",
              "Two goals in the last four minutes.\nFinal score: 3 to 2."),
          new Story(
              "science",
              List.of("river", "schools"),
              "Pupils count the river's fish",
              "Four schools took part:\n 1. Elm Park\n 2. Harbour\n 3. Mill Hill",
              "Four schools took part:\n 1. Elm Park\n 2. Harbour\n 3. Mill Hill\n 4. East End"),
          new Story(
              "town",
              List.of("traffic"),
              "Line 4 runs again",
              "The bridge has been repaired.\nTrams run every eight minutes.",
              "The bridge has been repaired.\nTrams run every ten minutes."),
          new Story(
              "culture",
              List.of("schools"),
              "A summer of open-air theatre",
              "Opening night is on Friday.\n\nPupils pay nothing.",
              "Opening night is on Saturday.\n\nPupils pay nothing."),
          new Story(
              "science",
              List.of("weather"),
              "The warmest spring on record",
              "1.4 degrees above the mean of thirty years.",
              "1.3 degrees above the mean of thirty years."),
          new Story(
              "sports",
              List.of("river"),
              "Rowers train for the regatta",
              "Eleven boats have been entered.\nThe race starts at the old mill.",
              "Twelve boats have been entered.\nThe race starts at the old mill."));
}
