package dev.courant.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import dev.courant.wire.EventStreamParser.Dispatched;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/scores}: who comes late gets the state, and then every change. */
public interface ScoresBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void whoeverComesLateSeesTheScoreThatAllEventsTogetherGiveAndGoesOnWithoutAHole()
      throws Exception {
    String matches = "match_urlpattern=" + HubCaller.encode("/matches/:n");
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY);
        var all =
            StreamReader.open(server(), HubCaller.HUB + "?last_event_id=earliest&" + matches)) {
      Eventually.holds(() -> assertThat(goals(changes(all), Long.MAX_VALUE)).anyMatch(n -> n > 0));

      Page page = browser.page();
      page.navigate(server().base() + "scenarios/scores/");
      long first = assertShowsTheScoreOf(all, page, 1);
      assertThat(count(page, "snapshot")).isPositive();

      assertShowsTheScoreOf(all, page, first + 6);
      assertThat(count(page, "live")).isPositive();
      assertThat(count(page, "holes")).isZero();
      assertThat(count(page, "snapshots")).isEqualTo(1);
      Accessibility.assertFlawless(page);
    }
  }

  /** Returns the number of the change up to which that was compared: this one or a later one. */
  private static long assertShowsTheScoreOf(StreamReader all, Page page, long atLeast)
      throws Exception {
    Eventually.holds(() -> assertThat(shown(page).get(0)).isGreaterThanOrEqualTo(atLeast));
    List<Long> shown = shown(page);
    long number = shown.get(0);
    Eventually.holds(() -> assertThat(number(last(changes(all)))).isGreaterThanOrEqualTo(number));
    assertThat(shown.subList(1, shown.size())).isEqualTo(goals(changes(all), number));
    return number;
  }

  /** What the changes up to that number add up to: home and away, for each of three matches. */
  private static List<Long> goals(List<Dispatched> events, long number) {
    String run = last(events).lastEventId().replaceAll("[0-9]+$", "");
    List<Long> goals = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L, 0L));
    for (Dispatched event : events) {
      if (event.lastEventId().startsWith(run) && number(event) <= number) {
        JsonObject change = json(event);
        int home = 2 * (change.getInt("match") - 1);
        switch (change.getString("kind")) {
          case "kick-off" -> {
            goals.set(home, 0L);
            goals.set(home + 1, 0L);
          }
          case "goal" -> {
            int scorer = home + (change.getString("side").equals("home") ? 0 : 1);
            goals.set(scorer, goals.get(scorer) + 1);
          }
          default -> {}
        }
      }
    }
    return goals;
  }

  /** What has come, but for what the hub says about the stream. */
  private static List<Dispatched> changes(StreamReader all) throws Exception {
    Eventually.holds(
        () -> assertThat(all.await(1)).anyMatch(event -> event.type().equals("score")));
    return all.await(1).stream().filter(event -> event.type().equals("score")).toList();
  }

  private static JsonObject json(Dispatched event) {
    try (var reader = Json.createReader(new StringReader(event.data()))) {
      return reader.readObject();
    }
  }

  /** Read at once: the number of the last change, and the goals on the page. */
  private static List<Long> shown(Page page) {
    String read =
        "[Number(document.querySelector('.board').dataset.number ?? 0),"
            + " ...[...document.querySelectorAll('.goals')].map((goals) => Number(goals.textContent))]";
    List<?> numbers = (List<?>) page.evaluate(read);
    return numbers.stream().map(number -> ((Number) number).longValue()).toList();
  }

  private static Dispatched last(List<Dispatched> events) {
    return events.get(events.size() - 1);
  }

  private static long number(Dispatched event) {
    return Long.parseLong(event.lastEventId().replaceAll(".*-", ""));
  }

  private static long count(Page page, String name) {
    return Long.parseLong(page.locator("[data-count=" + name + "]").textContent().replace(",", ""));
  }
}
