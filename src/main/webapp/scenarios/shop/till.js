const ORDERS = "../../api/scenarios/shop/orders";
const MAX_PIECES = 5;

/** What the visitor has taken, by article: `{stock, count}`. */
export class Basket {
  #lines = new Map();

  get lines() {
    return [...this.#lines.values()];
  }

  /** @param {(item: string) => object} stockOf how an article stands now */
  amount(stockOf) {
    return this.lines.reduce((sum, { stock, count }) => sum + count * stockOf(stock.item).price, 0);
  }

  add(stock) {
    const count = Math.min(MAX_PIECES, (this.#lines.get(stock.item)?.count ?? 0) + 1);
    this.#lines.set(stock.item, { stock, count });
  }

  remove(item) {
    this.#lines.delete(item);
  }
}

/**
 * Orders some pieces of an article.
 *
 * @returns {Promise<{isBought: boolean, order?: string, sentence?: string, title?: string}>}
 */
export async function order(item, count, card) {
  const answer = await fetch(ORDERS, { method: "POST", body: new URLSearchParams({ item, count, card }) });
  const said = await answer.json();
  return answer.ok ? { isBought: true, order: said.order } : { isBought: false, title: said.title, sentence: said.detail };
}
