/**
 * The shared worker: holds the streams of all tabs of an origin, one for each thing that is asked for. Its URL carries
 * the version of the client, so that a tab with a newer one gets a worker of its own.
 */
import { Fanout } from "./fanout.js";

const fanouts = new Map();

globalThis.onconnect = ({ ports: [port] }) => {
  const member = { post: (message) => port.postMessage(message) };
  let fanout;
  port.onmessage = ({ data }) => {
    if (data.say === "hello") {
      const { key } = data;
      fanout = fanouts.get(key) ?? new Fanout(data, () => fanouts.delete(key));
      fanouts.set(key, fanout);
    }
    fanout?.hear(member, data);
    if (data.say === "bye") {
      port.close();
    }
  };
};
