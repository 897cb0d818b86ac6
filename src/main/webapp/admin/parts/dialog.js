import { button, el, freshId } from "./dom.js";

/**
 * Asks before something is done. The focus goes into the dialog, and back to where it was.
 *
 * @param {{title: string, content: (Node | string)[], act: string, onAct: (form: HTMLFormElement) => Promise<void>}} what
 *     onAct: does it; what it throws is said, and the dialog stays
 * @returns {Promise<boolean>} whether it was done
 */
export function ask({ title, content, act, onAct }) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const titleId = freshId();
  const said = el("p", { className: "said", role: "alert" });
  const form = el("form", { method: "dialog", noValidate: false });
  const dialog = el("dialog", {}, form);
  dialog.setAttribute("aria-labelledby", titleId);
  const go = el("button", { type: "submit", className: "grave" }, act);
  const buttons = el("div", { className: "buttons" }, go, button("Cancel", () => dialog.close()));
  form.append(el("h2", { id: titleId }, title), ...content, said, buttons);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    let isDone = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (go.disabled) {
        return;
      }
      go.disabled = true;
      try {
        await onAct(form);
        isDone = true;
        dialog.close();
      } catch (failure) {
        said.textContent = failure instanceof Error ? failure.message : String(failure);
        go.disabled = false;
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      (before?.isConnected ? before : document.querySelector("main"))?.focus();
      resolve(isDone);
    });
  });
}
