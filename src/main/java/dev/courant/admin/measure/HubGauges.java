package dev.courant.admin.measure;

import dev.courant.hub.Hub;
import dev.courant.hub.connection.Departure;
import dev.courant.hub.connection.Transport;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What the hub and its process can be asked for at any time, as gauges. */
public final class HubGauges {
  private HubGauges() {}

  /** Registers them. */
  public static void register(Hub hub, MeterRegistry registry) {
    for (Transport transport : Transport.values()) {
      Gauge.builder("courant.connections", hub, h -> open(h, transport))
          .description("Connections that are open")
          .tag("transport", transport.text())
          .register(registry);
    }
    for (Departure reason : Departure.values()) {
      FunctionCounter.builder("courant.departures", hub, h -> departed(h, reason))
          .description("Connections that have ended")
          .tag("reason", reason.name())
          .register(registry);
    }
    FunctionCounter.builder("courant.events.skipped", hub, h -> h.counts().skipped())
        .description("Events left out for connections that want the latest only, or not so many")
        .register(registry);
    gauge(hub, registry, "courant.outbox.bytes", "bytes", h -> h.insight().waitingBytes());
    gauge(hub, registry, "courant.audiences", "", h -> h.insight().audiences());
    gauge(hub, registry, "courant.log.head", "", h -> h.counts().bounds().head().offset());
    gauge(hub, registry, "courant.log.floor", "", h -> h.counts().bounds().floor());
    gauge(hub, registry, "courant.log.events", "", h -> h.insight().extent().events());
    gauge(hub, registry, "courant.log.size", "bytes", h -> h.insight().extent().bytes());
    gauge(hub, registry, "courant.log.works", "", h -> h.insight().trouble().isEmpty() ? 1 : 0);
    registerProcess(registry);
  }

  private static void registerProcess(MeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    process(registry, "process.cpu.usage", OperatingSystem::cpu);
    process(registry, "process.files.open", OperatingSystem::openFiles);
    process(registry, "process.files.max", OperatingSystem::maxFiles);
    new UptimeMetrics().bindTo(registry);
  }

  private static void gauge(
      Hub hub, MeterRegistry registry, String name, String unit, ToDoubleFunction<Hub> value) {
    Gauge.builder(name, hub, value).baseUnit(unit.isEmpty() ? null : unit).register(registry);
  }

  private static void process(MeterRegistry registry, String name, Supplier<Number> value) {
    Gauge.builder(name, value).register(registry);
  }

  private static double open(Hub hub, Transport transport) {
    return hub.insight().open().stream()
        .filter(connection -> connection.visitor().transport() == transport)
        .count();
  }

  private static double departed(Hub hub, Departure reason) {
    return Objects.requireNonNull(hub.counts().departures().get(reason));
  }
}
