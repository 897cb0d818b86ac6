package dev.courant.it.app;

import dev.courant.event.TopicDemand;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** An extension that observes something without a method of a bean. */
public class AddedObserver implements Extension {
  void add(@Observes AfterBeanDiscovery discovered) {
    discovered
        .<TopicDemand>addObserverMethod()
        .observedType(TopicDemand.class)
        .notifyWith(demand -> {});
  }
}
