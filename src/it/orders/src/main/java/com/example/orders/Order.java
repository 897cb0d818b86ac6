package com.example.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** An order: a row in the database, and JSON for everyone who follows it. */
@Entity
@Table(name = "orders")
public class Order {
  /** What has become of an order. */
  public enum State {
    PLACED,
    SHIPPED
  }

  @Id @GeneratedValue private long id;
  @Version private int version;
  private String article;
  private int quantity;

  @Enumerated(EnumType.STRING)
  private State state;

  /** For JPA. */
  protected Order() {}

  public Order(String article, int quantity) {
    this.article = article;
    this.quantity = quantity;
    this.state = State.PLACED;
  }

  /** Hands the order over to the parcel service. */
  public void ship() {
    state = State.SHIPPED;
  }

  public long getId() {
    return id;
  }

  /** Counts the changes, so that a page can tell older news from newer. */
  public int getVersion() {
    return version;
  }

  public String getArticle() {
    return article;
  }

  public int getQuantity() {
    return quantity;
  }

  public State getState() {
    return state;
  }
}
