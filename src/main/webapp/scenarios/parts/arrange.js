/**
 * Puts items into a list, in this order. Only what is out of place is moved: a button that has the focus keeps it.
 *
 * @param {Element} list
 * @param {Element[]} items
 */
export function arrange(list, items) {
  items.forEach((item, i) => {
    if (list.children[i] !== item) {
      list.insertBefore(item, list.children[i] ?? null);
    }
  });
  while (list.children.length > items.length) {
    list.lastElementChild.remove();
  }
}
