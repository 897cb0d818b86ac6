package dev.courant.scenarios.shop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.random.RandomGenerator;

/** Stands for the bank, which has the last word about an order. */
@ApplicationScoped
public class Bank {
  /** One payment in so many fails, whatever the card. */
  private static final int PAYMENTS_TO_A_FAILURE = 25;

  private final RandomGenerator random = RandomGenerator.getDefault();

  void charge(Card card, int amount) {
    if (card == Card.DECLINED) {
      throw new OrderFailedException(
          "Declined", "The bank declined %d crowns: take another card.".formatted(amount));
    }
    if (random.nextInt(PAYMENTS_TO_A_FAILURE) == 0) {
      throw new OrderFailedException(
          "Bank not reached", "The bank did not answer, and nothing was paid: try again.");
    }
  }
}
