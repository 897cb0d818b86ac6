import { flash } from "../parts/frames.js";

/** One post: on its way, confirmed by the stream, or refused. */
export class PostView {
  item = document.createElement("li");
  #state = document.createElement("p");
  #button = document.createElement("button");
  #begin = performance.now();
  #likes = 0;

  constructor({ id, author, text }) {
    this.item.dataset.post = id;
    const head = document.createElement("p");
    const name = document.createElement("strong");
    name.textContent = author;
    head.append(name);
    const body = document.createElement("p");
    body.className = "text";
    body.textContent = text;
    this.#button.ariaLabel = `Like the post of ${author}`;
    this.#state.className = "fate";
    this.#state.role = "status";
    this.item.append(head, body, this.#button, this.#state);
    this.count(0);
    this.item.dataset.state = "sending";
    this.#button.disabled = true;
    this.#state.textContent = "On its way …";
  }

  confirm() {
    if (this.item.dataset.state === "sending") {
      const took = Math.round(performance.now() - this.#begin);
      this.#state.textContent = this.item.isConnected ? `Confirmed by the stream after ${took} ms` : "";
    } else if (this.item.dataset.state === "refused") {
      // The answer was lost, and not the post.
      this.#state.textContent = "";
    }
    this.item.dataset.state = "told";
    this.#button.disabled = false;
  }

  refuse(sentence) {
    // The stream may have been quicker than an answer that was lost.
    if (this.item.dataset.state === "sending") {
      this.item.dataset.state = "refused";
      this.#state.textContent = `Not posted: ${sentence}`;
    }
  }

  say(sentence) {
    this.#state.textContent = sentence;
  }

  /** A like that was counted before may be told behind one that was counted after: the higher number is right. */
  count(likes) {
    this.#likes = Math.max(this.#likes, likes);
    this.#button.textContent = `♥ ${this.#likes}`;
    if (likes > 0) {
      flash(this.#button, "var(--faint-flash)");
    }
  }

  onLike(like) {
    this.#button.addEventListener("click", like);
  }
}
