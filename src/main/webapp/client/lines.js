/**
 * Cuts a stream of bytes into lines that end in LF, and reads each as JSON (`application/x-ndjson`). No I/O, no clock.
 */
export class JsonLines {
  #onValue;
  #decoder = new TextDecoder("utf-8", { fatal: true });
  #pieces = [];

  /** @param {(value: any) => void} onValue called for each line that is not empty */
  constructor(onValue) {
    this.#onValue = onValue;
  }

  /**
   * Takes the next bytes. A line without an end is kept, and never read if none comes.
   *
   * @param {Uint8Array} bytes
   * @throws {SyntaxError | TypeError} when a line is not JSON, or not UTF-8: the stream cannot be trusted then
   */
  feed(bytes) {
    const lines = this.#decoder.decode(bytes, { stream: true }).split("\n");
    for (let i = 0; i < lines.length - 1; i++) {
      this.#pieces.push(lines[i]);
      const line = this.#pieces.join("");
      this.#pieces = [];
      if (line.trim() !== "") {
        this.#onValue(JSON.parse(line));
      }
    }
    this.#pieces.push(lines[lines.length - 1]);
  }
}
