package dev.courant.event;

/**
 * A topic got its first listener or lost its last one: fired as a CDI event, so that a producer can
 * rest while nobody looks. Connections that ask for the topic count; those that ask for {@code *}
 * do not. Changes of one topic arrive in order, one after the other; a listener that comes and goes
 * within moments may go unmentioned.
 *
 * @param topic the topic
 * @param wanted whether somebody listens now
 */
public record TopicDemand(Topic topic, boolean wanted) {
  /** Whether this tells about the topic of that name. */
  public boolean isFor(String topicName) {
    return topic.name().equals(topicName);
  }
}
