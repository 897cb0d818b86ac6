/** What a stream has brought lately, for those who join it with a cursor. Bounded by number and by size. */
export class Recent {
  #items = [];
  #chars = 0;
  #before;
  #maxItems;
  #maxChars;

  constructor(maxItems = 1000, maxChars = 1 << 20) {
    this.#maxItems = maxItems;
    this.#maxChars = maxChars;
  }

  /** The stream begins behind this cursor. */
  begin(cursor) {
    this.#items = [];
    this.#chars = 0;
    this.#before = cursor;
  }

  add(item) {
    this.#items.push(item);
    this.#chars += item.data?.length ?? 0;
    while (this.#items.length > this.#maxItems || this.#chars > this.#maxChars) {
      const oldest = this.#items.shift();
      this.#chars -= oldest.data?.length ?? 0;
      this.#before = oldest.id ?? this.#before;
    }
  }

  /**
   * What came behind a cursor.
   *
   * @returns {object[] | undefined} undefined where nobody here knows it
   */
  after(cursor) {
    if (cursor === this.#before) {
      return [...this.#items];
    }
    const at = this.#items.findIndex(({ id }) => id === cursor);
    return at < 0 ? undefined : this.#items.slice(at + 1);
  }
}
