import { VERSION } from "../version.js";

/**
 * The way to the shared worker.
 *
 * @param {string | URL | undefined} workerUrl where an application hosts the worker file itself
 * @returns {(to: {onMessage: (message: object) => void, onFail: () => void}) => object} opens an endpoint
 */
export function workerWay(workerUrl) {
  return ({ onMessage, onFail }) => {
    const url = new URL(workerUrl ?? new URL("./worker.js", import.meta.url), location.href);
    url.searchParams.set("v", VERSION);
    const worker = new SharedWorker(url, { type: "module", name: "courant" });
    worker.onerror = onFail;
    worker.port.onmessage = ({ data }) => onMessage(data);
    return {
      post: (message) => worker.port.postMessage(message),
      close() {
        worker.onerror = null;
        worker.port.onmessage = null;
        worker.port.postMessage({ say: "bye" });
        worker.port.close();
      },
    };
  };
}
