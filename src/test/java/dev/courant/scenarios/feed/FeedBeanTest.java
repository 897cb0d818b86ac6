package dev.courant.scenarios.feed;

import static dev.courant.event.Eventually.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.event.RefusedException;
import dev.courant.scenarios.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.weld.junit5.EnableWeld;
import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;

@EnableWeld
class FeedBeanTest {
  @WeldSetup WeldInitiator weld = Stage.around(FeedBean.class);

  @Test
  void likesOfManyAtATimeAreToldInTheOrderInWhichTheyWereCounted(FeedBean feed, Stage stage)
      throws Exception {
    feed.post(new Post("p-1", "Ann", "Hello"));
    ExecutorService many = Executors.newFixedThreadPool(8);
    List<Future<?>> liking = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      liking.add(many.submit(() -> feed.like("p-1")));
    }
    for (Future<?> like : liking) {
      like.get();
    }
    many.shutdown();
    assertThat(stage.pushed(Like.class))
        .extracting(Like::likes)
        .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void aPostThatIsSentTwiceIsPostedOnce(FeedBean feed, Stage stage) {
    feed.post(new Post("p-1", "Ann", "Hello"));
    feed.post(new Post("p-1", "Ann", "Hello"));
    assertThat(stage.pushed(Post.class)).hasSize(1);
  }

  @Test
  void whatIsMissingOrTooLongIsRefusedAndNobodyHearsOfIt(FeedBean feed, Stage stage) {
    for (Post bad :
        List.of(
            new Post("", "Ann", "x"),
            new Post("p", " ", "x"),
            new Post("p", "Ann", ""),
            new Post("p", "Ann", "x".repeat(281)))) {
      assertThatThrownBy(() -> feed.post(bad)).isInstanceOf(RefusedException.class);
    }
    assertThatThrownBy(() -> feed.like("unknown")).isInstanceOf(RefusedException.class);
    assertThat(stage.pushed(Object.class)).isEmpty();
  }

  @Test
  void onlyTheLastHundredPostsAreRemembered(FeedBean feed) {
    for (int n = 0; n <= 100; n++) {
      feed.post(new Post("p-" + n, "Ann", "Hello"));
    }
    assertThatThrownBy(() -> feed.like("p-0")).isInstanceOf(RefusedException.class);
    feed.like("p-1");
  }

  @Test
  void peoplePostAndLikeWhileSomebodyLooks(Stage stage) {
    stage.want("/feed", true);
    assertHolds("a post and a like", () -> stage.pushed(Like.class).size() >= 1);
    stage.want("/feed", false);
    assertThat(stage.pushed(Post.class)).isNotEmpty();
  }
}
