package dev.courant.scenarios.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** What the shop sells. */
@ApplicationScoped
public class Assortment {
  /** The ids of all articles: each is the end of a topic. */
  static final List<String> IDS =
      List.of("kettle", "lantern", "backpack", "teapot", "globe", "clock", "kite", "radio");

  @Inject private EntityManager database;

  /** Puts the articles into the database that are not there yet: it may outlive the application. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void putOnShelves() {
    add("kettle", "Copper kettle", 48, 40, 34);
    add("lantern", "Storm lantern", 36, 40, 22);
    add("backpack", "Canvas backpack", 90, 30, 29);
    add("teapot", "Cast-iron teapot", 64, 30, 18);
    add("globe", "Desk globe", 120, 20, 13);
    add("clock", "Alarm clock", 28, 50, 47);
    add("kite", "Box kite", 22, 50, 28);
    add("radio", "Pocket radio", 54, 40, 37);
  }

  private void add(String id, String name, int price, int capacity, int stock) {
    if (database.find(Item.class, id) == null) {
      database.persist(new Item(id, name, price, capacity, stock));
    }
  }
}
