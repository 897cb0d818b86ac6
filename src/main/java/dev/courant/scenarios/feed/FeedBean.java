package dev.courant.scenarios.feed;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.TopicDemand;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What people post and like. Some of them are simulated, while somebody looks. */
@ApplicationScoped
public class FeedBean {
  static final int TEXT_MAX_CHARS = 280;
  private static final int AUTHOR_MAX_CHARS = 40;
  private static final int ID_MAX_CHARS = 64;

  /** Older ones can be liked no longer. */
  private static final int MAX_POSTS = 100;

  private static final Duration PACE = Duration.ofMillis(500);
  private static final int POST_EVERY = 6;
  private static final int BURST_EVERY = 30;
  private static final int BURST_LIKES = 20;
  private static final List<String> PEOPLE = List.of("Ada", "Bo", "Cleo", "Dag", "Eva", "Finn");
  private static final List<String> TEXTS =
      List.of(
          "The tram is early. Nobody knows what to do.",
          "Rain again; the cat blames me.",
          "Shipped it. On a Friday.",
          "Who has taken the good scissors?",
          "Fresh bread at the corner, still warm.",
          "Third coffee. The world is sharp at the edges.");

  @Inject
  @Pushed(value = "/feed", type = "post", ttl = "PT10M")
  private Event<Post> posts;

  @Inject
  @Pushed(value = "/feed", type = "like", ttl = "PT10M")
  private Event<Like> likes;

  @Inject private Metronome metronome;

  private final RandomGenerator random = RandomGenerator.getDefault();

  /** How many like each, by its id, the oldest first. */
  private final Map<String, Integer> liked = new LinkedHashMap<>();

  private long beats;

  void onStart(@Observes Startup start) {
    metronome.offer(List.of("/feed"));
  }

  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::live);
    }
  }

  /**
   * Posts. The same post again is taken for a repetition, and is not posted a second time.
   *
   * @throws RefusedException when something is missing or too long
   */
  public synchronized void post(Post post) {
    require("id", post.id(), ID_MAX_CHARS);
    require("author", post.author(), AUTHOR_MAX_CHARS);
    require("text", post.text(), TEXT_MAX_CHARS);
    if (liked.containsKey(post.id())) {
      return;
    }
    posts.fire(post);
    liked.put(post.id(), 0);
    if (liked.size() > MAX_POSTS) {
      liked.remove(liked.keySet().iterator().next());
    }
  }

  /**
   * Likes a post.
   *
   * @throws RefusedException when there is no such post, or it is too old
   */
  public synchronized void like(String post) {
    Integer before = liked.get(post);
    if (before == null) {
      throw new RefusedException(
          Refusal.NOT_FOUND,
          "Only the last %d posts that were written since the server was started can be liked"
              .formatted(MAX_POSTS));
    }
    likes.fire(new Like(post, before + 1));
    liked.put(post, before + 1);
  }

  synchronized void live() {
    if (beats++ % POST_EVERY == 0) {
      post(new Post(UUID.randomUUID().toString(), any(PEOPLE), any(TEXTS)));
    }
    for (int n = beats % BURST_EVERY == 0 ? BURST_LIKES : 1; n > 0; n--) {
      like(any(new ArrayList<>(liked.keySet())));
    }
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static void require(String name, String value, int maxChars) {
    if (value.isBlank() || value.length() > maxChars) {
      throw new RefusedException(
          Refusal.INVALID, "%s: write 1 to %d characters".formatted(name, maxChars));
    }
  }
}
