/** What the miniature asks for. */
export const asked = { matchUrlPattern: ["/news/:section"] };

/** What comes may say that it is something else. */
export const isPublishedByVisitors = true;

const LINES = 3;
const LONGEST = 80;
const MARKS = { correction: "Corrected: ", retraction: "Retracted: " };

/** `<news-mini>`: the newest headlines. */
class NewsMini extends HTMLElement {
  follow(hub) {
    hub.on("news", (event) => {
      let item;
      try {
        item = event.json();
      } catch {
        return; // It may come from anybody.
      }
      const line = document.createElement("p");
      const section = document.createElement("b");
      section.textContent = String(item?.section ?? "").slice(0, 20);
      line.append(section, ` ${MARKS[item?.kind] ?? ""}${String(item?.headline ?? "").slice(0, LONGEST)}`);
      this.prepend(line);
      [...this.children].slice(LINES).forEach((old) => old.remove());
    });
  }
}

customElements.define("news-mini", NewsMini);
