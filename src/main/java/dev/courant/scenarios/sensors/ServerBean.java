package dev.courant.scenarios.sensors;

import dev.courant.event.TopicDemand;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.File;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this server measures of itself, every second while somebody looks. */
@ApplicationScoped
public class ServerBean {
  private static final String TOPICS = "/server/";
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  @Inject
  @Pushed(value = "/server/{name}", type = "measure", ttl = "PT10S")
  private Event<Measure> measures;

  @Inject private Metronome metronome;

  void onStart(@Observes Startup start) {
    metronome.offer(measure().stream().map(measure -> TOPICS + measure.name()).toList());
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, Duration.ofSeconds(1), () -> measure().forEach(measures::fire));
    }
  }

  List<Measure> measure() {
    Runtime runtime = Runtime.getRuntime();
    long collected =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return List.of(
        new Measure("cpu", ofSystem("ProcessCpuLoad") * 100, "%"),
        new Measure("heap", (runtime.totalMemory() - runtime.freeMemory()) / MIB, "MiB"),
        new Measure("gc", collected, "ms"),
        new Measure("threads", ManagementFactory.getThreadMXBean().getThreadCount(), ""),
        new Measure("disk", new File(".").getUsableSpace() / GIB, "GiB"),
        new Measure("connections", ofSystem("OpenFileDescriptorCount"), ""));
  }

  /** By name: the type that has these is the JDK's own, and not every server lets it be seen. */
  private static double ofSystem(String attribute) {
    try {
      ObjectName system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(system, attribute);
      return value instanceof Number number ? Math.max(0, number.doubleValue()) : 0;
    } catch (JMException notOnThisPlatform) {
      return 0;
    }
  }
}
