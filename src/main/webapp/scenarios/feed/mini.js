import { flash } from "../parts/frames.js";

/** What the miniature asks for. */
export const asked = { match: "/feed" };

/** `<feed-mini>`: the newest post, and how many likes there were. */
class FeedMini extends HTMLElement {
  follow(hub) {
    const text = document.createElement("q");
    const author = document.createElement("span");
    const hearts = document.createElement("span");
    let likes = 0;
    text.textContent = "…";
    hearts.textContent = "♥ 0";
    this.append(text, author, hearts);
    hub.on("post", (event) => {
      const post = event.json();
      text.textContent = post.text;
      author.textContent = post.author;
    });
    hub.on("like", () => {
      hearts.textContent = `♥ ${++likes}`;
      flash(hearts, "var(--faint-flash)");
    });
  }
}

customElements.define("feed-mini", FeedMini);
