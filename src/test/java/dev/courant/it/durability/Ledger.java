package dev.courant.it.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.durability.InsistentWriter.Acknowledgement;
import dev.courant.wire.EventStreamParser.Dispatched;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What writers were told, to hold a history against. */
record Ledger(Map<String, List<Acknowledgement>> byWriter) {

  /** What they have been told up to now. */
  static Ledger of(List<InsistentWriter> writers) {
    Map<String, List<Acknowledgement>> byWriter = new HashMap<>();
    writers.forEach(writer -> byWriter.put(writer.name(), writer.acknowledged()));
    return new Ledger(byWriter);
  }

  /** How many events were acknowledged. */
  int size() {
    return byWriter.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Checks a whole history: positions are dense and of one epoch; of each writer every number is
   * there once and in order; and what was acknowledged is there under the id that was answered.
   */
  void assertKeptBy(List<Dispatched> history) {
    Map<String, Integer> numbers = new HashMap<>();
    String first = history.isEmpty() ? "" : history.get(0).lastEventId();
    String epoch = first.replaceFirst("-.*", "");
    for (int i = 0; i < history.size(); i++) {
      Dispatched event = history.get(i);
      if (!event.lastEventId().equals(epoch + "-" + (i + 1))) {
        throw new AssertionError("At " + epoch + "-" + (i + 1) + " stands " + event);
      }
      String[] data = event.data().split(":", 3);
      int number = Integer.parseInt(data[1]);
      int before = numbers.getOrDefault(data[0], 0);
      if (number != before + 1) {
        throw new AssertionError("Behind number " + before + " of its writer stands " + event);
      }
      numbers.put(data[0], number);
      List<Acknowledgement> told = byWriter.getOrDefault(data[0], List.of());
      if (number <= told.size()
          && !told.get(before).equals(new Acknowledgement(event.data(), event.lastEventId()))) {
        throw new AssertionError("Acknowledged was " + told.get(before) + ", kept is " + event);
      }
    }
    byWriter.forEach(
        (writer, told) ->
            assertThat(numbers.getOrDefault(writer, 0))
                .as("events of writer %s that are kept", writer)
                .isGreaterThanOrEqualTo(told.size()));
  }
}
