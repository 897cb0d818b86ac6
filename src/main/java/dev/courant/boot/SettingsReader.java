package dev.courant.boot;

import dev.courant.access.AddressBlock;
import dev.courant.access.Proxies;
import dev.courant.access.PublishRate;
import dev.courant.hub.ConnectionLimits;
import dev.courant.hub.HubLimits;
import dev.courant.hub.StopLimits;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.Retention;
import dev.courant.wire.SubscriptionFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Reads the settings from MicroProfile Config: system properties, environment, files. */
final class SettingsReader {
  private static final String HUB_PATH = "/.well-known/mercure";
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\-\\[\\]:]+");
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(5);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(10);
  private static final Duration LONGEST_KEPT = Duration.ofDays(3650);
  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  private final SettingSource source;
  private final String contextPath;
  private final int port;

  /**
   * A reader.
   *
   * @param contextPath the context path of this application; empty for the root
   * @param port the port that the server listens on, for a hub URL that nobody configured
   */
  SettingsReader(Config config, String contextPath, int port) {
    this.source = new SettingSource(config);
    this.contextPath = contextPath;
    this.port = port;
  }

  /**
   * All settings.
   *
   * @throws InvalidSettingException when one has a value that is not allowed
   */
  Settings read() {
    HubLimits limits =
        new HubLimits(
            (int) number("courant.pumps", Runtime.getRuntime().availableProcessors(), 1, 64),
            duration("courant.heartbeat", Duration.ofSeconds(15)),
            duration("courant.write-stall", Duration.ofSeconds(30)),
            (int) number("courant.outbox.max-bytes", MIB, 16 * KIB, 64 * MIB),
            number("courant.tail.max-bytes", 64 * MIB, MIB, 16 * 1024 * MIB),
            (int) number("courant.event.max-bytes", MIB, KIB, 16 * MIB),
            (int) number("courant.log.max-waiting", 10_000, 1, 1_000_000),
            (int) number("courant.replay.max-concurrent", 4, 1, 64),
            duration("courant.stream.max-age", Duration.ofDays(1), LONGEST_KEPT),
            connections(),
            new StopLimits(
                duration("courant.stop-timeout", Duration.ofSeconds(10), LONGEST_STOP),
                duration(
                    "courant.stop-spread",
                    Duration.ofSeconds(5),
                    StopLimits.SOONEST,
                    LONGEST_STOP)));
    AccessSettings access = new AccessSettingsReader(source, hubUrl()).read();
    return new Settings(
        dataDir(),
        hubUrl(),
        source.text("courant.hub-url", "").isEmpty(),
        corsOrigins(),
        (int) number("courant.sinks.max", 200, 1, 10_000),
        new LogSettingsReader(source)
            .read(
                duration("courant.cluster.poll", Duration.ofMillis(500), LONGEST_POLL),
                duration(
                    "courant.cluster.lease",
                    Duration.ofSeconds(20),
                    SHORTEST_LEASE,
                    LONGEST_LEASE)),
        retention(),
        limits,
        duration("courant.sign-in.max-age", Duration.ofHours(12), LONGEST_KEPT),
        access,
        proxies(),
        (int) number("courant.publish.rate", PublishRate.UNLIMITED, 0, 1_000_000),
        subscriptionEvents(access.options().legacyTokens()),
        source.flag(ScenarioSwitch.KEY, false));
  }

  private ConnectionLimits connections() {
    return new ConnectionLimits(
        (int) number("courant.connections.max", 20_000, 1, 1_000_000),
        unlessZero(number("courant.connections.max-per-subject", 1_000, 0, 1_000_000)),
        unlessZero(number("courant.connections.max-per-address", 0, 0, 1_000_000)));
  }

  private static int unlessZero(long limit) {
    return limit == 0 ? ConnectionLimits.UNLIMITED : (int) limit;
  }

  private Proxies proxies() {
    String key = "courant.proxies";
    List<AddressBlock> trusted = new ArrayList<>();
    for (String entry : source.list(key)) {
      trusted.add(
          AddressBlock.parse(entry)
              .orElseThrow(
                  () ->
                      new InvalidSettingException(
                          key,
                          entry,
                          "a list of addresses and blocks of addresses with commas between them:"
                              + " 10.0.0.7,192.168.4.0/24,fd00::/8")));
    }
    return new Proxies(trusted);
  }

  private SubscriptionEvents subscriptionEvents(boolean legacy) {
    Duration grace = duration("courant.mercure.subscription-grace", Duration.ofSeconds(10));
    if (!source.flag("courant.mercure.subscription-events", false)) {
      return SubscriptionEvents.NONE;
    }
    return new SubscriptionEvents(
        legacy
            ? List.of(SubscriptionFormat.MERCURE, SubscriptionFormat.JSON_LD)
            : List.of(SubscriptionFormat.MERCURE),
        grace);
  }

  private Retention retention() {
    return new Retention(
        duration("courant.retention.max-age", Duration.ofDays(7), LONGEST_KEPT),
        number("courant.retention.max-events", 1_000_000, 1, 1_000_000_000_000L),
        number("courant.retention.max-bytes", 1024 * MIB, MIB, 1024 * 1024 * MIB),
        duration("courant.idempotency.window", Duration.ofDays(1), LONGEST_KEPT));
  }

  private Path dataDir() {
    String key = "courant.data-dir";
    String value = source.text(key, "courant-data");
    // One folder for each context path; a deeper path must not become a folder inside another's.
    String folder = contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace('/', '#');
    try {
      return Path.of(value).toAbsolutePath().normalize().resolve(folder);
    } catch (InvalidPathException e) {
      throw new InvalidSettingException(key, value, "the path of a directory");
    }
  }

  private URI hubUrl() {
    String key = "courant.hub-url";
    String value = source.text(key, "http://localhost:" + port + contextPath + HUB_PATH);
    try {
      URI url = new URI(value);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean path = url.getRawPath() != null && url.getRawPath().length() > 1;
      if (http && path && url.getHost() != null && url.getRawQuery() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // The same sentence helps.
    }
    throw new InvalidSettingException(
        key, value, "an absolute http or https URL such as https://hub.example" + HUB_PATH);
  }

  private Set<String> corsOrigins() {
    String key = "courant.cors.origins";
    Set<String> origins = new LinkedHashSet<>();
    for (String entry : Arrays.asList(source.text(key, "").split(","))) {
      String origin = entry.strip();
      if (origin.isEmpty()) {
        continue;
      }
      if (!ORIGIN.matcher(origin.toLowerCase(Locale.ROOT)).matches()) {
        throw new InvalidSettingException(
            key,
            origin,
            "a list of origins with commas between them, each a scheme, a host and a port where it is"
                + " not the usual one: https://intranet.example,http://localhost:3050");
      }
      origins.add(origin.toLowerCase(Locale.ROOT));
    }
    return origins;
  }

  private Duration duration(String key, Duration byDefault) {
    return duration(key, byDefault, LONGEST);
  }

  private Duration duration(String key, Duration byDefault, Duration longest) {
    return duration(key, byDefault, SHORTEST, longest);
  }

  private Duration duration(String key, Duration byDefault, Duration shortest, Duration longest) {
    String value = source.text(key, byDefault.toString());
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // The same sentence helps.
    }
    throw new InvalidSettingException(
        key, value, "a duration from %s to %s, such as %s".formatted(shortest, longest, byDefault));
  }

  private long number(String key, long byDefault, long min, long max) {
    String value = source.text(key, Long.toString(byDefault));
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same sentence helps.
    }
    throw new InvalidSettingException(key, value, "a number from %d to %d".formatted(min, max));
  }
}
