package dev.courant.boot;

import dev.courant.access.AccessOptions;
import dev.courant.access.Authentication;
import dev.courant.access.Origins;
import dev.courant.access.Proxies;
import dev.courant.access.PublishRate;
import dev.courant.access.revocation.Revocations;
import dev.courant.access.session.SignIns;
import dev.courant.access.token.TokenMint;
import dev.courant.event.Matchers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives the parts that decide who comes in, and how often, to whoever injects them. */
@ApplicationScoped
public class EntranceProducer {
  @Inject private Deployment deployment;

  @Produces
  @Singleton
  Origins origins() {
    return deployment.entrance().origins();
  }

  @Produces
  @Singleton
  AccessOptions accessOptions() {
    return deployment.settings().access().options();
  }

  @Produces
  @Singleton
  Matchers matchers() {
    return deployment.settings().access().roles().types().matchers();
  }

  @Produces
  @Singleton
  Authentication authentication() {
    return deployment.entrance().authentication();
  }

  @Produces
  @Singleton
  TokenMint tokenMint() {
    return deployment.entrance().mint();
  }

  @Produces
  @Singleton
  SignIns signIns() {
    return deployment.entrance().signIns();
  }

  @Produces
  @Singleton
  Revocations revocations() {
    return deployment.entrance().revocations();
  }

  @Produces
  @Singleton
  Proxies proxies() {
    return deployment.settings().proxies();
  }

  @Produces
  @Singleton
  PublishRate publishRate() {
    return deployment.entrance().publishRate();
  }
}
