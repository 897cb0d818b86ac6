package dev.courant.boot;

import dev.courant.admin.audit.AuditLog;
import dev.courant.admin.measure.Meters;
import dev.courant.admin.measure.Recorder;
import dev.courant.admin.node.Installation;
import dev.courant.admin.topic.TopicBook;
import dev.courant.hub.Neighbours;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives the parts of the {@link Oversight} to whoever injects them. */
@ApplicationScoped
public class OversightProducer {
  @Inject private Deployment deployment;

  @Produces
  @Singleton
  Meters meters() {
    return deployment.oversight().meters();
  }

  @Produces
  @Singleton
  Recorder recorder() {
    return deployment.oversight().recorder();
  }

  @Produces
  @Singleton
  TopicBook topics() {
    return deployment.oversight().topics();
  }

  @Produces
  @Singleton
  AuditLog audit() {
    return deployment.oversight().audit();
  }

  @Produces
  @Singleton
  Neighbours neighbours() {
    return deployment.neighbours();
  }

  @Produces
  @Singleton
  Installation installation() {
    return deployment.oversight().installation();
  }
}
