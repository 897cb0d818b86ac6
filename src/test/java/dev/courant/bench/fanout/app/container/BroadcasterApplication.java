package dev.courant.bench.fanout.app.container;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The JAX-RS application at {@code /api}. */
@ApplicationPath("/api")
public class BroadcasterApplication extends Application {}
