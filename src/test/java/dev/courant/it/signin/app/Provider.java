package dev.courant.it.signin.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where the identity provider is, for the expressions of {@link Login}. */
@Named("provider")
@ApplicationScoped
public class Provider {
  public String getUri() {
    return ConfigProvider.getConfig().getValue("it.provider", String.class);
  }
}
