/**
 * Gives a class of event targets its attributes `onopen` and the like (WHATWG HTML, 8.1.8.1, "Event handlers"): a
 * handler takes its place among the listeners when it is set first, keeps it when it is replaced, and loses it by null.
 */
export function withHandlers(type, names) {
  for (const name of names) {
    const handlers = new WeakMap();
    Object.defineProperty(type.prototype, `on${name}`, {
      enumerable: true,
      configurable: true,
      get() {
        return handlers.get(this)?.value ?? null;
      },
      set(value) {
        const isHandler = typeof value === "function" || (typeof value === "object" && value !== null);
        set(this, name, handlers, isHandler ? value : null);
      },
    });
  }
}

function set(target, name, handlers, value) {
  const known = handlers.get(target);
  if (value === null) {
    handlers.delete(target);
    known && target.removeEventListener(name, known.listener);
  } else if (known) {
    known.value = value;
  } else {
    const handler = { value };
    handler.listener = (event) => typeof handler.value === "function" && handler.value.call(target, event);
    handlers.set(target, handler);
    target.addEventListener(name, handler.listener);
  }
}
