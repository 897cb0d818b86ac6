package dev.courant.scenarios.deliveries;

import dev.courant.event.Publication;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Tokens;
import dev.courant.event.TopicDemand;
import dev.courant.intake.Pushed;
import dev.courant.scenarios.Metronome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Takes orders in, and brings them to the door while somebody looks. */
@ApplicationScoped
public class DeliveryBean {
  private static final String TOPICS = "/deliveries/";
  private static final String BOARD = TOPICS + "board";
  private static final Duration PACE = Duration.ofMillis(2_500);
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

  private static final int MAX_GOODS_LENGTH = 60;

  /** So that the board is not empty: in beats. */
  private static final int NEIGHBOUR_EVERY = 2;

  private static final int FEW = 10;

  /** The steps of an order are what must not be lost: so they carry no ttl. */
  @Inject
  @Pushed(value = "/deliveries/{id}", type = "delivery", isPrivate = true)
  private Event<Progress> steps;

  @Inject
  @Pushed(value = BOARD, type = "board", ttl = "PT1M")
  private Event<Board> boards;

  @Inject private Event<Publication> openings;
  @Inject private Orders orders;
  @Inject private Metronome metronome;
  @Inject private Tokens tokens;

  // One beat at a time.
  private int beats;

  void onStart(@Observes Startup start) {
    metronome.offer(List.of(BOARD));
  }

  /** The pages of orders ask for the board as well: it stands for all of them. */
  void onDemand(@Observes TopicDemand demand) {
    if (metronome.offers(demand.topic())) {
      metronome.heed(demand, PACE, this::goOn);
    }
  }

  /** Takes an order in. */
  @Transactional
  public Progress place(String goods) {
    if (goods.isBlank() || goods.length() > MAX_GOODS_LENGTH) {
      throw new RefusedException(
          Refusal.INVALID,
          "Say in 1 to %d characters what is to be brought".formatted(MAX_GOODS_LENGTH));
    }
    Delivery order = new Delivery(goods.strip(), Clock.systemUTC().millis());
    orders.add(order);
    Progress placed = order.progress();
    // Its id is the cursor at which the story of the order begins: a page that comes with it is
    // told the whole story, and the hub need not look through everything else that it keeps.
    openings.fire(
        Publication.on(TOPICS + placed.id()).id(placed.id()).type("opened").asPrivate().build());
    steps.fire(placed);
    boards.fire(board());
    return placed;
  }

  /** A token with which this one order can be followed. */
  @Transactional
  public String token(String id) {
    if (!orders.has(id)) {
      throw new RefusedException(
          Refusal.NOT_FOUND, "There is no such order any more: place another one");
    }
    return tokens.toSubscribe("order " + id, TOKEN_LIFETIME, TOPICS + id);
  }

  /** How many orders stand at which step. */
  @Transactional
  public Board board() {
    return new Board(
        orders.countAt(Step.PLACED),
        orders.countAt(Step.PACKED),
        orders.countAt(Step.ON_THE_WAY),
        orders.countAt(Step.AT_THE_DOOR),
        Clock.systemUTC().millis());
  }

  // A beat is a transaction: the rows and the events of its steps come together or not at all.
  private void goOn() {
    long now = Clock.systemUTC().millis();
    List<Delivery> due = orders.underWaySince(now - PACE.toMillis() / 2);
    if (beats++ % NEIGHBOUR_EVERY == 0 && due.size() < FEW) {
      place("Something for a neighbour");
    }
    for (Delivery order : due) {
      order.goOn(now);
      steps.fire(order.progress());
    }
    if (!due.isEmpty()) {
      boards.fire(board());
    }
  }
}
