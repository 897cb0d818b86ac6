package dev.courant.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/**
 * The JAX-RS application at {@code /api}. It names no classes: so the resources of an application
 * that overlays this one are found too.
 */
@ApplicationPath("/api")
public class CourantApplication extends Application {
  /** Of Jersey; others take no notice. In a servlet container it would miss what it has them by. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of(
        "jersey.config.server.wadl.disableWadl",
        true,
        "jersey.config.disableDefaultProvider",
        "DATASOURCE");
  }
}
