package dev.courant.scenarios.stock;

/**
 * What a share was traded at.
 *
 * @param symbol which share
 * @param price in crowns
 * @param open what the day began with
 * @param trade the how-manieth quote of this share it is: who counts can tell what was left out
 */
public record Quote(String symbol, double price, double open, long trade) {}
