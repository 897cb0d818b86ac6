/** The token that a client shows, and whom to ask for another. */
export class Tokens {
  #ask;
  /** The token; empty where there was none to be had, null where nobody was asked yet. */
  value = null;

  /** @param {((why: {status: number, attempt: number}) => Promise<string | null>) | undefined} ask the application's */
  constructor(ask) {
    this.#ask = ask;
  }

  /** Whether there is somebody to ask. */
  get canAsk() {
    return this.#ask !== undefined;
  }

  /**
   * Asks for a token.
   *
   * @param {number} status 401 where the hub has refused the one before, else 0
   * @returns {Promise<boolean>} whether there was an answer; an error of the application's is one of its console's
   */
  async renew(status, attempt) {
    try {
      this.value = (await this.#ask({ status, attempt })) ?? "";
      return true;
    } catch (failure) {
      console.error("courant: the application's token callback failed", failure);
      return false;
    }
  }
}
