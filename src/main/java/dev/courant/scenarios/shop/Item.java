package dev.courant.scenarios.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** An article of the shop, and how many of it are left. */
@Entity
@Table(name = "SCENARIO_ITEM")
public class Item {
  @Id private String id = "";
  private String name = "";
  private int usualPrice;
  private int price;
  private int capacity;
  private int stock;
  private long saleEnds;
  @Version private long version;

  /** For the persistence provider. */
  protected Item() {}

  Item(String id, String name, int usualPrice, int capacity, int stock) {
    this.id = id;
    this.name = name;
    this.usualPrice = usualPrice;
    this.price = usualPrice;
    this.capacity = capacity;
    this.stock = stock;
  }

  void take(int pieces) {
    if (pieces > stock) {
      throw new OrderFailedException(
          "Sold out", "There are %d of \"%s\" left: ask for fewer.".formatted(stock, name));
    }
    stock -= pieces;
  }

  void fillUp() {
    stock = capacity;
  }

  void beginSale(long ends) {
    price = usualPrice / 2;
    saleEnds = ends;
  }

  void endSale() {
    price = usualPrice;
    saleEnds = 0;
  }

  int price() {
    return price;
  }

  /** What the pages are told. The version counts from the flush on. */
  Stock told(String order, int sold) {
    return new Stock(id, name, stock, capacity, price, usualPrice, saleEnds, version, order, sold);
  }
}
