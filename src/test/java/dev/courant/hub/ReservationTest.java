package dev.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.courant.event.Publication;
import dev.courant.event.Receipt;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.log.memory.MemoryLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReservationTest {
  private static final Publication ANY = Publication.of("/a", "");

  private HubRig rig = new HubRig();

  @AfterEach
  void close() throws InterruptedException {
    rig.close();
  }

  @Test
  void whatWasAddedIsStoredTogetherAndInOrder() throws Exception {
    Reservation reservation = rig.hub.reserve();
    for (String data : List.of("1", "2", "3")) {
      reservation.add(Publication.of("/a", data));
    }
    rig.hub.publish(Publication.of("/a", "in between")).get();
    assertThat(receipts(reservation))
        .extracting(Receipt::id)
        .containsExactly("#e-2", "#e-3", "#e-4");
    assertThat(rig.log.read(1, 1_000_000).events())
        .extracting(e -> e.publication().data())
        .containsExactly("1", "2", "3");
  }

  @Test
  void withoutRoomEveryWayInIsRefusedAndWhatHasRoomIsNotHarmed() throws Exception {
    Reservation full = fill();
    assertThat(refusalOf(() -> full.add(ANY))).isEqualTo(Refusal.OVERLOADED);
    assertThat(refusalOf(() -> rig.hub.reserve().add(ANY))).isEqualTo(Refusal.OVERLOADED);
    assertThat(refusalOf(() -> rig.hub.publish(ANY).join())).isEqualTo(Refusal.OVERLOADED);
    assertThat(receipts(full)).hasSize(HubRig.MAX_WAITING);
  }

  @Test
  void theRoomIsGivenBackOnceWhenTheEventsAreStoredOrTheReservationIsCancelled() throws Exception {
    receipts(fill());
    Reservation cancelled = fill();
    cancelled.cancel();
    cancelled.cancel();
    assertThat(rig.hub.counts().bounds().head().offset()).isEqualTo(HubRig.MAX_WAITING);
    assertThatAllOfTheRoomIsFree();
  }

  @Test
  void aRefusedPublicationTakesNoRoomAndLeavesTheOthers() throws Exception {
    Reservation reservation = rig.hub.reserve();
    reservation.add(ANY);
    for (int i = 0; i < 2 * HubRig.MAX_WAITING; i++) {
      assertThat(refusalOf(() -> reservation.add(Publication.of("mercure", ""))))
          .isEqualTo(Refusal.INVALID);
    }
    assertThat(receipts(reservation)).hasSize(1);
    assertThatAllOfTheRoomIsFree();
  }

  @Test
  void theRoomIsGivenBackWhenTheLogStoresNothing() {
    rig.log.close();
    assertThat(fill().commit())
        .hasSize(HubRig.MAX_WAITING)
        .allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(rig.hub.publish(ANY)).isCompletedExceptionally();
    assertThatAllOfTheRoomIsFree();
  }

  @Test
  void theRoomIsGivenBackWhenTheLogThrows() throws Exception {
    rig.close();
    rig =
        new HubRig(
            new MemoryLog(
                "e",
                1_000,
                Duration.ofHours(1),
                () -> {
                  throw new IllegalStateException("The clock is broken");
                }),
            demand -> {});
    assertThat(rig.hub.publish(ANY)).isCompletedExceptionally();
    assertThat(fill().commit())
        .hasSize(HubRig.MAX_WAITING)
        .allMatch(CompletableFuture::isCompletedExceptionally);
    assertThatAllOfTheRoomIsFree();
  }

  @Test
  void aReservationIsUsedOnce() throws Exception {
    Reservation committed = rig.hub.reserve();
    committed.add(ANY);
    receipts(committed);
    committed.cancel();
    Reservation cancelled = rig.hub.reserve();
    cancelled.cancel();
    for (Reservation used : List.of(committed, cancelled)) {
      assertThatThrownBy(used::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> used.add(ANY)).isInstanceOf(IllegalStateException.class);
    }
    assertThatAllOfTheRoomIsFree();
  }

  @Test
  void nothingIsStoredAtOnce() throws Exception {
    assertThat(rig.hub.reserve().commit()).isEmpty();
  }

  private static List<Receipt> receipts(Reservation reservation) {
    return reservation.commit().stream().map(CompletableFuture::join).toList();
  }

  private Reservation fill() {
    Reservation reservation = rig.hub.reserve();
    for (int i = 0; i < HubRig.MAX_WAITING; i++) {
      reservation.add(ANY);
    }
    return reservation;
  }

  private void assertThatAllOfTheRoomIsFree() {
    assertThatCode(() -> fill().cancel()).doesNotThrowAnyException();
    Reservation full = fill();
    assertThat(refusalOf(() -> full.add(ANY))).isEqualTo(Refusal.OVERLOADED);
    full.cancel();
  }

  private static Refusal refusalOf(Runnable act) {
    return catchThrowableOfType(RefusedException.class, act::run).refusal();
  }
}
