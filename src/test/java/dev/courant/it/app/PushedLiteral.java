package dev.courant.it.app;

import dev.courant.intake.Pushed;
import jakarta.enterprise.util.AnnotationLiteral;

/** The qualifier with values that are known at run time only. */
final class PushedLiteral extends AnnotationLiteral<Pushed> implements Pushed {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final String eventType;
  private final String worthKnowing;
  private final boolean forTheGranted;

  PushedLiteral(String topic, String eventType, String ttl, boolean isPrivate) {
    this.topic = topic;
    this.eventType = eventType;
    this.worthKnowing = ttl;
    this.forTheGranted = isPrivate;
  }

  @Override
  public String value() {
    return topic;
  }

  @Override
  public String type() {
    return eventType;
  }

  @Override
  public String ttl() {
    return worthKnowing;
  }

  @Override
  public boolean isPrivate() {
    return forTheGranted;
  }
}
