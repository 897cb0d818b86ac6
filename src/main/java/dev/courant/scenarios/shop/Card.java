package dev.courant.scenarios.shop;

/** What an order is paid with. */
public enum Card {
  /** There is money. */
  GOOD,
  /** There is none, so the bank declines. */
  DECLINED
}
