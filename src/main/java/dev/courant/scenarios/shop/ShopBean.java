package dev.courant.scenarios.shop;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Sells what is there. Each order is one transaction, and its event is fired in it: what everybody
 * hears is what was paid for.
 */
@ApplicationScoped
public class ShopBean {
  private static final Duration SALE = Duration.ofSeconds(60);
  private static final int MAX_PIECES = 5;

  /** Older orders are forgotten. */
  private static final int MAX_ORDERS = 1_000;

  @Inject
  @Pushed(value = "/shop/{item}", type = "stock", ttl = "PT1M")
  private Event<Stock> stocks;

  @Inject private EntityManager database;
  @Inject private Shelves shelves;
  @Inject private Bank bank;

  /** All articles as they stand. */
  @Transactional(TxType.REQUIRES_NEW)
  public List<Stock> catalogue() {
    return shelves.all().stream().map(item -> item.told("", 0)).toList();
  }

  /**
   * Sells. The event is fired before the bank has its say, and that is no mistake: when the bank
   * declines, the transaction is rolled back, and nobody hears of what has not happened.
   *
   * @throws OrderFailedException when nothing came of it
   */
  @Transactional(TxType.REQUIRES_NEW)
  public Receipt buy(String id, int pieces, Card card) {
    if (pieces < 1 || pieces > MAX_PIECES) {
      throw new RefusedException(
          Refusal.INVALID, "An order is of 1 to %d pieces".formatted(MAX_PIECES));
    }
    Item item = shelves.locked(id);
    item.take(pieces);
    Purchase purchase = new Purchase(id, pieces, pieces * item.price());
    database.persist(purchase);
    // The version of the article counts from now on.
    database.flush();
    Receipt receipt = purchase.receipt();
    stocks.fire(item.told(receipt.order(), pieces));
    forgetOldOrders();
    // Last of all: nothing that fails afterwards could give the money back.
    bank.charge(card, receipt.amount());
    return receipt;
  }

  /** A delivery fills the shelf. */
  @Transactional(TxType.REQUIRES_NEW)
  public void restock(String id) {
    Item item = shelves.locked(id);
    item.fillUp();
    tell(List.of(item));
  }

  /** Half price for everything, for a minute from now. */
  @Transactional(TxType.REQUIRES_NEW)
  public void beginSale() {
    List<Item> items = shelves.allLocked();
    long ends = Clock.systemUTC().millis() + SALE.toMillis();
    items.forEach(item -> item.beginSale(ends));
    tell(items);
  }

  /** Takes back the prices of sales that are over. */
  @Transactional(TxType.REQUIRES_NEW)
  public void endSales() {
    List<Item> over = shelves.lockedWithSaleEndingBefore(Clock.systemUTC().millis());
    over.forEach(Item::endSale);
    tell(over);
  }

  private void forgetOldOrders() {
    database
        .createQuery("select p.placed from Purchase p order by p.placed desc", Long.class)
        .setFirstResult(MAX_ORDERS)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .ifPresent(
            last ->
                database
                    .createQuery("delete from Purchase p where p.placed <= :last")
                    .setParameter("last", last)
                    .executeUpdate());
  }

  private void tell(List<Item> changed) {
    database.flush();
    changed.forEach(item -> stocks.fire(item.told("", 0)));
  }
}
