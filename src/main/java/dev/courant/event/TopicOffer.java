package dev.courant.event;

/**
 * A producer could publish on a topic, if somebody listened: fired as a CDI event, once, by one
 * that rests meanwhile. A listener that asks by a pattern names no topic; so without this, it can
 * wake up a producer only for a topic that was published on or listened to lately. A topic that is
 * wanted already is told as {@link TopicDemand} soon.
 *
 * <pre>{@code
 * @Inject Event<TopicOffer> offers;
 * offers.fire(new TopicOffer(new Topic("/clock")));
 * }</pre>
 *
 * @param topic the topic; 1,000 can be offered, a further one is refused ({@link
 *     Refusal#TOO_LARGE})
 */
public record TopicOffer(Topic topic) {}
