package dev.courant.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers for the JAX-RS resources of the scenarios while they are switched off: by the class that
 * was found, since a path can be written in many ways.
 */
@Provider
@ApplicationScoped
public class ScenarioResourceGate implements ContainerRequestFilter {
  @Inject private Deployment deployment;
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Class<?> found = resource.getResourceClass();
    if (found != null && ScenarioSwitch.isOfScenario(found) && !deployment.settings().scenarios()) {
      throw ScenarioGate.refusal();
    }
  }
}
