package dev.courant.it.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.courant.it.Accessibility;
import dev.courant.it.Browser;
import dev.courant.it.Eventually;
import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.StreamReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The scenario {@code /scenarios/alarms}: a laptop that was closed misses nothing. */
public interface AlarmsBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  @Test
  default void everyAlarmIsThereInOrderWhenAClosedLaptopIsOpened() throws Exception {
    try (var browser = Browser.openForPagesOn(Brand.WILDFLY);
        var everything = StreamReader.on(server(), "/alarms")) {
      Page page = browser.page();
      page.navigate(server().base() + "scenarios/alarms/");
      assertThat(page.locator("live-state")).hasText("Live");
      disturb("boiler", "temperature");
      assertThat(page.locator(".open li[data-sensor='boiler/temperature']")).hasCount(1);

      page.locator("[name=laptop]").click();
      assertThat(page.locator("live-state")).hasText("Closed");
      long before = newest(page);
      for (String room : List.of("cellar", "forge", "kitchen")) {
        disturb(room, "noise");
        disturb(room, "co2");
      }
      long told = everything.await((int) before + 6).size();
      page.locator("[name=laptop]").click();
      assertThat(page.locator(".away")).containsText("all of them are here");
      Eventually.holds(() -> assertThat(newest(page)).isGreaterThanOrEqualTo(told));
      assertThat(numbers(page)).isEqualTo(LongStream.rangeClosed(1, newest(page)).boxed().toList());
      assertThat(page.locator(".open li[data-sensor='forge/co2']")).hasCount(1);

      page.locator("[aria-label='Acknowledge forge/co2']").click();
      assertThat(page.locator(".open li[data-sensor='forge/co2']"))
          .hasAttribute("data-state", "acknowledged");
      Accessibility.assertFlawless(page);

      page.locator("[name=repair]").click();
      assertThat(page.locator(".open li")).hasCount(0);
    }
  }

  private void disturb(String room, String kind) throws Exception {
    HttpResponse<String> answer =
        new HubCaller(server())
            .submit("api/scenarios/alarms/faults", "room", room, "kind", kind, "fault", "excess");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private static long newest(Page page) {
    List<Long> numbers = numbers(page);
    return numbers.get(numbers.size() - 1);
  }

  /** Those of the changes that the page shows, the oldest first. */
  private static List<Long> numbers(Page page) {
    List<?> numbers =
        (List<?>)
            page.locator("tbody tr")
                .evaluateAll("rows => rows.map(row => Number(row.dataset.number)).reverse()");
    return numbers.stream().map(number -> ((Number) number).longValue()).toList();
  }
}
