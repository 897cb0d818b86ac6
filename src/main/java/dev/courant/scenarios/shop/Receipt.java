package dev.courant.scenarios.shop;

/**
 * What a customer gets who has paid.
 *
 * @param order the id of the order
 * @param item which article
 * @param count how many of it
 * @param amount what was paid, in crowns
 * @param placed when, in milliseconds since 1970
 */
public record Receipt(String order, String item, int count, int amount, long placed) {}
