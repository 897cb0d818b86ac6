package dev.courant.jaxrs;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects a {@link jakarta.ws.rs.sse.SseBroadcaster} over the hub instead of the container's:
 *
 * <pre>{@code
 * @Inject @Broadcast("/orders") SseBroadcaster orders;
 *
 * @GET @Produces(SERVER_SENT_EVENTS)
 * public void stream(@Context SseEventSink sink) {
 *   orders.register(sink);
 * }
 * }</pre>
 *
 * <p>For topics that are known at run time only, inject {@link Broadcasters}.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Broadcast {
  /**
   * What registered sinks get: topics, or {@code *} for every topic. What is broadcast is published
   * on these topics, the first being the canonical one.
   */
  @Nonbinding
  String[] value();

  /**
   * Whether a client that comes back with a cursor gets what it missed. Switch it off where only
   * what happens now is of interest.
   */
  @Nonbinding
  boolean replay() default true;
}
