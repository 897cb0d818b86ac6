package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Eventually;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Departure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What nodes do for one that is gone, and what that one does when it comes back. */
class GoneNodesTest extends NodesRig {
  @Test
  void whatANodeHadEndsForOthersWhenItIsGone() {
    Connection lost = connect(0, "/lost");
    connectAnn(0);
    Eventually.assertHolds("begun", () -> told(lost).equals(List.of(true)));
    awaitTold(nodes.get(1), "+/lost", "+/ann");

    nodes.get(0).kill();
    Eventually.assertHolds("ended", () -> told(lost).equals(List.of(true, false)));
    awaitTold(nodes.get(1), "+/lost", "+/ann", "-/lost", "-/ann");
    awaitTold(nodes.get(2), "+/lost", "+/ann", "-/lost", "-/ann");
    assertThat(connectionsElsewhere(1)).isZero();
    Eventually.assertHolds("buried", () -> rows("node WHERE name = 'n0'") == 0);
    assertThat(rows("testament WHERE subscriptions LIKE '%/lost%'")).isZero();
    assertThat(told(lost)).as("told once").containsExactly(true, false);
  }

  @Test
  void aSubscriptionThatWasChangedEndsAsItWasAtLast() {
    Connection changing = connect(0, "/before");
    Eventually.assertHolds("begun", () -> told(changing).equals(List.of(true)));
    nodes
        .get(0)
        .rig
        .hub
        .standings()
        .change(changing, Set.of(exact("/after")), Set.of(exact("/before")));
    Eventually.assertHolds("changed", () -> told(changing).equals(List.of(true, false, true)));
    nodes.get(0).kill();
    Eventually.assertHolds("ended", () -> told(changing).equals(List.of(true, false, true, false)));
    assertThat(lastData()).contains("\"/after\"", "\"active\":false");
  }

  @Test
  void aNodeThatStoodStillForTooLongComesBackWithAllThatItHas() throws Exception {
    Connection kept = connect(0, "/kept");
    Eventually.assertHolds("begun", () -> told(kept).equals(List.of(true)));
    awaitTold(nodes.get(1), "+/kept");
    // As it is when a process stood still: its lease has run out, and somebody else is its heir.
    execute("UPDATE node SET state = 'gone', seen = 'epoch' WHERE name = 'n0'");

    Eventually.assertHolds("told anew", () -> told(kept).equals(List.of(true, false, true)));
    Eventually.assertHolds("its former life is over", () -> rows("node WHERE name = 'n0'") == 1);
    Eventually.assertHolds("listens", () -> last(nodes.get(1)).equals("+/kept"));
    kept.depart(Departure.CLIENT_GONE);
    Eventually.assertHolds("ended", () -> told(kept).equals(List.of(true, false, true, false)));
    Eventually.assertHolds("ended", () -> last(nodes.get(1)).equals("-/kept"));
    Eventually.assertHolds("no word is left", () -> rows("testament") == 0);
  }

  @Test
  void whatADatabaseThatWasPutBackLacksIsToldAgain() throws Exception {
    Connection early = connect(0, "/early");
    awaitTold(nodes.get(1), "+/early");
    Connection late = connect(0, "/late");
    Eventually.assertHolds("begun", () -> told(late).equals(List.of(true)));
    Eventually.assertHolds("counted", () -> rows("node_count WHERE name LIKE '%/late'") == 1);
    // As it was before the second came.
    execute("DELETE FROM testament WHERE subscriptions LIKE '%" + late.id() + "%'");
    execute("DELETE FROM node_count WHERE name LIKE '%/late'");
    execute("UPDATE node SET seen = seen - interval '1 second' WHERE name = 'n0'");

    Eventually.assertHolds("told again", () -> rows("node_count WHERE name LIKE '%/late'") == 1);
    Eventually.assertHolds("left again", () -> rows("testament") == 2);
    late.depart(Departure.CLIENT_GONE);
    early.depart(Departure.CLIENT_GONE);
    awaitTold(nodes.get(1), "+/early", "+/late", "-/early", "-/late");
  }

  @Test
  void aNodeThatStopsTellsTheEndsItself() throws Exception {
    Connection here = connect(0, "/here");
    Eventually.assertHolds("begun", () -> told(here).equals(List.of(true)));
    nodes.get(0).stopRounds();
    assertThat(rows("node WHERE state = 'leaving' AND seen > clock_timestamp()"))
        .as("nobody else tells its ends while it stops")
        .isEqualTo(1);
    nodes.remove(0).close();
    assertThat(rows("testament")).isZero();
    Eventually.assertHolds("buried", () -> rows("node WHERE name = 'n0'") == 0);
    Eventually.assertHolds("told once", () -> told(here).equals(List.of(true, false)));
  }
}
