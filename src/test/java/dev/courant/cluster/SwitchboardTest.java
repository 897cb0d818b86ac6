package dev.courant.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.it.Eventually;
import dev.courant.log.EventLog;
import dev.courant.log.postgres.Database;
import dev.courant.log.postgres.Nodes;
import dev.courant.log.postgres.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that ask each other. */
class SwitchboardTest {
  private static final int NODES = 3;

  private final List<Switchboard> boards = new ArrayList<>();
  private final List<Membership> members = new ArrayList<>();
  private final List<EventLog> logs = new ArrayList<>();
  private String address;

  @BeforeEach
  void start() throws Exception {
    address = TestPostgres.newSchema();
    for (int i = 0; i < NODES; i++) {
      Database database = Database.at(address, "", "", Thread::new);
      logs.add(Nodes.open(database, Duration.ofMillis(500), () -> "e"));
      String name = "n" + i;
      Membership membership =
          new Membership(database, name, Duration.ofMinutes(1), System::nanoTime);
      membership.renew();
      members.add(membership);
      Switchboard board =
          new Switchboard(database, membership, Duration.ofMillis(500), Thread::new);
      board.answer("who", question -> question + " " + name);
      boards.add(board);
      board.start();
    }
    Eventually.holds(() -> assertThat(ask(0, "hello")).hasSize(2));
  }

  @AfterEach
  void stop() {
    boards.forEach(Switchboard::close);
    logs.forEach(EventLog::close);
  }

  @Test
  void allOthersAreAsked() throws Exception {
    assertThat(ask(0, "a")).containsExactlyInAnyOrder("a n1", "a n2");
    assertThat(ask(2, "b")).containsExactlyInAnyOrder("b n0", "b n1");
  }

  @Test
  void oneAnswerMayBeEnough() throws Exception {
    List<String> answers = boards.get(0).ask("who", "c", answer -> answer.endsWith("n2"));
    assertThat(answers).contains("c n2");
  }

  @Test
  void whoIsGoneIsNotWaitedFor() throws Exception {
    members.get(1).leave(Duration.ofMinutes(1));
    boards.get(1).close();
    assertThat(ask(0, "d")).containsExactly("d n2");
  }

  @Test
  void manyQuestionsAtOnceGetTheirOwnAnswers() {
    List<CompletableFuture<List<String>>> asked =
        IntStream.range(0, 30)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> askQuietly(i % NODES, "q" + i)))
            .toList();
    for (int i = 0; i < asked.size(); i++) {
      String mine = "q" + i + " ";
      assertThat(asked.get(i).join()).hasSize(2).allMatch(answer -> answer.startsWith(mine));
    }
  }

  private List<String> ask(int node, String question) throws SQLException {
    return boards.get(node).ask("who", question, answer -> false);
  }

  private List<String> askQuietly(int node, String question) {
    try {
      return ask(node, question);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
