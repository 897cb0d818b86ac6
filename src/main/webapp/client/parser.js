/**
 * Reads an event stream: WHATWG HTML, 9.2.5 ("Parsing an event stream") and 9.2.6 ("Interpreting an event stream").
 * No I/O, no clock: bytes go in, in pieces cut wherever the network cut them, and what they say comes out.
 */

const DIGITS = /^[0-9]+$/;
/** One of the three ends of a line. */
const LINE_END = /\r\n|\n|\r/g;

/**
 * @typedef {object} Block what a blank line has ended
 * @property {string} id the cursor after it: the last id that was set, in this block or in one before
 * @property {string} [type] absent where nothing is dispatched: a block without data only moves the cursor
 * @property {string} [data]
 */

export class EventStreamParser {
  #onBlock;
  #onRetry;
  /** Takes one byte order mark off the beginning, and replaces what is not UTF-8 (Encoding, "UTF-8 decode"). */
  #decoder = new TextDecoder();
  /** Pieces of the line that has no end yet; joined when it has one, so that a long line costs no square. */
  #pieces = [];
  #afterCarriageReturn = false;
  #data = [];
  #type = "";
  #id;
  #announced;

  /**
   * @param {object} to
   * @param {(block: Block) => void} to.onBlock called for each block that dispatches or moves the cursor
   * @param {(milliseconds: number) => void} [to.onRetry] called for each `retry` that is a number
   * @param {string} [lastEventId] the cursor that the stream begins with
   */
  constructor({ onBlock, onRetry = () => {} }, lastEventId = "") {
    this.#onBlock = onBlock;
    this.#onRetry = onRetry;
    this.#id = lastEventId;
    this.#announced = lastEventId;
  }

  /**
   * Takes the next bytes. What stands behind the last blank line stays here until its own comes, and is never
   * dispatched if none does: there is no call for the end of a stream.
   *
   * @param {Uint8Array} bytes
   */
  feed(bytes) {
    let text = this.#decoder.decode(bytes, { stream: true });
    if (this.#afterCarriageReturn && text !== "") {
      this.#afterCarriageReturn = false;
      text = text.startsWith("\n") ? text.slice(1) : text;
    }
    let start = 0;
    for (const { 0: end, index } of text.matchAll(LINE_END)) {
      this.#pieces.push(text.slice(start, index));
      this.#line(this.#pieces.length === 1 ? this.#pieces[0] : this.#pieces.join(""));
      this.#pieces = [];
      start = index + end.length;
    }
    if (start < text.length) {
      this.#pieces.push(text.slice(start));
    }
    // The LF of a CRLF may be the first character of the next piece: it is no second line then.
    this.#afterCarriageReturn ||= text.endsWith("\r");
  }

  #line(line) {
    if (line === "") {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) {
      return;
    }
    if (colon < 0) {
      this.#field(line, "");
    } else {
      const space = line.charCodeAt(colon + 1) === 0x20 ? 1 : 0;
      this.#field(line.slice(0, colon), line.slice(colon + 1 + space));
    }
  }

  #field(name, value) {
    switch (name) {
      case "event":
        this.#type = value;
        break;
      case "data":
        this.#data.push(value);
        break;
      case "id":
        if (!value.includes("\0")) {
          this.#id = value;
        }
        break;
      case "retry":
        if (DIGITS.test(value)) {
          this.#onRetry(Number(value));
        }
        break;
      default: // "The field is ignored."
    }
  }

  #dispatch() {
    const data = this.#data;
    const type = this.#type || "message";
    this.#data = [];
    this.#type = "";
    if (data.length > 0) {
      this.#announced = this.#id;
      this.#onBlock({ id: this.#id, type, data: data.join("\n") });
    } else if (this.#id !== this.#announced) {
      this.#announced = this.#id;
      this.#onBlock({ id: this.#id });
    }
  }
}
