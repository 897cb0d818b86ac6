package dev.courant.boot;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The JAX-RS application at {@code /api}. It names no classes: so the resources of an application
 * that overlays this one are found too.
 */
@ApplicationPath("/api")
public class CourantApplication extends Application {}
