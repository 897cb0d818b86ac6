package dev.courant.event;

/**
 * A topic got its first listener or lost its last one: fired as a CDI event, so that a producer can
 * rest while nobody looks. Connections that ask for the topic count, and those that ask by a
 * pattern which matches it; those that ask for {@code *} do not. Changes of one topic arrive in
 * order, one after the other; a listener that comes and goes within moments may go unmentioned.
 *
 * <p>A pattern counts for topics that the hub knows: those that were offered ({@link TopicOffer}),
 * and the 1,000 that were published on or listened to last. One that has left these and comes back
 * may be told to be wanted a second time; none is told not to be wanted while somebody listens.
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
