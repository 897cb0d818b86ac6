package dev.courant.scenarios.news;

import dev.courant.event.Publication;
import dev.courant.event.Tokens;
import dev.courant.event.TopicDemand;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A newsroom: gives editors what they publish with, and is an agency that sends items itself while
 * somebody reads.
 */
@ApplicationScoped
@Path("scenarios/news")
public class NewsBean {
  private static final List<String> SECTIONS = List.of("town", "sports", "science", "culture");
  private static final List<String> TAGS =
      List.of("river", "weather", "football", "schools", "traffic");

  private static final Duration PACE = Duration.ofSeconds(8);

  /** The page asks for another token when this one is over. */
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

  private static final Duration WORTH_KNOWING = Duration.ofHours(1);

  /** Items that may still be corrected. */
  private static final int RECENT = 5;

  @Inject private Event<Publication> events;
  @Inject private Metronome metronome;
  @Inject private Tokens tokens;

  private final RandomGenerator random = RandomGenerator.getDefault();
  private final String run = "agency-%d-".formatted(Clock.systemUTC().millis());

  // One beat at a time.
  private final Deque<Sent> recent = new ArrayDeque<>();
  private int sent;

  private record Sent(String id, Story story) {}

  void onStart(@Observes Startup start) {
    metronome.offer(topics());
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::send);
    }
  }

  /** A token that lets items be published on the topics of the newsroom, and on no others. */
  @POST
  @Path("desk")
  @Produces(MediaType.APPLICATION_JSON)
  public Desk desk() {
    String token = tokens.toPublish("desk", TOKEN_LIFETIME, topics().toArray(new String[0]));
    return new Desk(token, SECTIONS, TAGS);
  }

  void send() {
    String id = run + ++sent;
    int chance = recent.isEmpty() ? 10 : random.nextInt(10);
    if (chance < 2) {
      Sent first = recent.removeFirst();
      publish(id, "correction", first.id(), first.story(), first.story().corrected());
    } else if (chance < 3) {
      Sent first = recent.removeFirst();
      publish(id, "retraction", first.id(), first.story(), "This was not so.");
    } else {
      Story story = Story.ALL.get(sent % Story.ALL.size());
      publish(id, "item", "", story, story.first());
      recent.addLast(new Sent(id, story));
      if (recent.size() > RECENT) {
        recent.removeFirst();
      }
    }
  }

  private void publish(String id, String kind, String of, Story story, String text) {
    String now = Clock.systemUTC().instant().toString();
    NewsItem item =
        new NewsItem(
            id, kind, of, story.section(), story.tags(), story.headline(), text, "agency", now);
    Publication.Builder publication = Publication.on("/news/" + item.section());
    item.tags().forEach(tag -> publication.alsoOn("/news/tags/" + tag));
    events.fire(publication.type("news").data(item.json()).ttl(WORTH_KNOWING).build());
  }

  private static List<String> topics() {
    return Stream.concat(
            SECTIONS.stream().map(section -> "/news/" + section),
            TAGS.stream().map(tag -> "/news/tags/" + tag))
        .toList();
  }
}
