package dev.courant.boot;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keeps the beans of the scenarios from hearing anything unless they are switched on: so they need
 * not know that there is a switch, and no simulation ever begins. The beans themselves stay,
 * unused: Jersey takes resources in that were left out, and would miss what they inject. The clock
 * and the pulse, which the hub's own pages show, are not concerned.
 */
public final class ScenarioSwitch implements Extension {
  static final String KEY = "courant.scenarios";

  /** Each scenario has a package of its own below this one. */
  private static final String PACKAGES = "dev.courant.scenarios.";

  private final boolean isOn =
      // Other values are refused where all settings are read.
      ConfigProvider.getConfig()
          .getOptionalValue(KEY, String.class)
          .filter(value -> value.strip().toLowerCase(Locale.ROOT).equals("true"))
          .isPresent();

  <T, X> void silence(@Observes ProcessObserverMethod<T, X> found) {
    // The method is not asked for: an observer that another extension has made has none.
    if (!isOn && isOfScenario(found.getObserverMethod().getBeanClass())) {
      found.veto();
    }
  }

  /**
   * Refuses to show scenarios where they could not run.
   *
   * @param hasTransactions whether this is a server with transactions, and so with a database
   */
  static void requireServerFor(Settings settings, boolean hasTransactions) {
    if (settings.scenarios() && !hasTransactions) {
      throw new InvalidSettingException(
          KEY,
          "true",
          "false on this server: the scenarios need transactions and a database, which Payara and"
              + " WildFly have and a servlet container has not");
    }
  }

  static boolean isOfScenario(Class<?> type) {
    return type.getPackageName().startsWith(PACKAGES);
  }
}
