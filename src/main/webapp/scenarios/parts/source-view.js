/**
 * `<source-view files="stock/StockBean.java" script="stock.js">`: the source of what drives the page, as it is deployed
 * and as it runs here. Fetched when somebody opens it.
 */
class SourceView extends HTMLElement {
  connectedCallback() {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = "View source: the bean on the server, the script of this page";
    details.append(summary);
    details.addEventListener("toggle", () => this.#show(details), { once: true });
    this.replaceChildren(details);
  }

  #show(details) {
    const beans = this.getAttribute("files").split(" ");
    const scripts = this.getAttribute("script").split(" ");
    for (const file of beans) {
      details.append(this.#source(file, new URL(`../source/${file}`, import.meta.url)));
    }
    for (const file of scripts) {
      details.append(this.#source(file, new URL(file, document.baseURI)));
    }
  }

  #source(name, url) {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = name;
    caption.append(link);
    const text = document.createElement("pre");
    text.tabIndex = 0;
    text.role = "region";
    text.ariaLabel = name;
    figure.append(caption, text);
    fetch(url)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`${name}: ${answer.status}`))))
      .then((source) => (text.textContent = source), (failure) => (text.textContent = failure.message));
    return figure;
  }
}

customElements.define("source-view", SourceView);
