/** What the gallery asks the hub for. */
export const asked = { match: ["/notifications/count"], matchUrlPattern: [] };

const stillness = matchMedia("(prefers-reduced-motion: reduce)");

/** `<notifications-mini>`: how many notices were sent, and a ring when there is one more. */
class NotificationsMini extends HTMLElement {
  connectedCallback() {
    const badge = document.createElement("strong");
    badge.textContent = "–";
    this.replaceChildren(badge, " notices sent");
  }

  follow(hub) {
    hub.on("notified", (event) => {
      const badge = this.firstElementChild;
      badge.textContent = event.json().sent.toLocaleString("en");
      if (!stillness.matches) {
        badge.animate({ scale: [1.25, 1] }, 500);
      }
    });
  }
}

customElements.define("notifications-mini", NotificationsMini);
