package dev.courant.intake;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Publishes what is fired: the payload becomes JSON by JSON-B.
 *
 * <pre>{@code
 * @Inject @Pushed("/orders/{id}") Event<Order> orders;
 * orders.fire(order);
 * }</pre>
 *
 * <p>{@code fire} returns when the event is durable. Inside a JTA transaction it returns at once,
 * and the event is published after the commit, or not at all after a rollback. {@code fire} throws
 * {@link dev.courant.event.RefusedException} when the payload cannot be published.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Pushed {
  /**
   * The topic. A name in braces stands for the property of that name in the JSON of the payload,
   * percent-encoded as in a URL (RFC 6570, simple expansion).
   */
  @Nonbinding
  String value();

  /** The name that a browser dispatches the event under; empty means {@code message}. */
  @Nonbinding
  String type() default "";

  /**
   * How long the event is worth knowing, as ISO 8601 writes it: {@code PT10S} for ten seconds.
   * After that it is neither replayed nor counted as lost. Empty: as long as events are kept.
   */
  @Nonbinding
  String ttl() default "";

  /** Whether only those get it who were granted the topic (Mercure draft 08, "Authorization"). */
  @Nonbinding
  boolean isPrivate() default false;
}
