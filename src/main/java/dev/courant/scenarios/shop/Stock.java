package dev.courant.scenarios.shop;

/**
 * How an article stands.
 *
 * @param item which article
 * @param name what people call it
 * @param left how many there are
 * @param full how many there are after a delivery
 * @param price what one costs now, in crowns
 * @param usualPrice what one costs outside a sale
 * @param saleEnds when the sale is over, in milliseconds since 1970; 0 while there is none
 * @param version grows with every change: of two, the one with the higher version is the newer
 * @param order the id of the order that changed it; empty when it was no order
 * @param sold how many pieces were sold by that
 */
public record Stock(
    String item,
    String name,
    int left,
    int full,
    int price,
    int usualPrice,
    long saleEnds,
    long version,
    String order,
    int sold) {}
