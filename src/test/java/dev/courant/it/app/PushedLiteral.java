package dev.courant.it.app;

import dev.courant.intake.Pushed;
import jakarta.enterprise.util.AnnotationLiteral;

/** The qualifier with values that are known at run time only. */
final class PushedLiteral extends AnnotationLiteral<Pushed> implements Pushed {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final String eventType;

  PushedLiteral(String topic, String eventType) {
    this.topic = topic;
    this.eventType = eventType;
  }

  @Override
  public String value() {
    return topic;
  }

  @Override
  public String type() {
    return eventType;
  }
}
