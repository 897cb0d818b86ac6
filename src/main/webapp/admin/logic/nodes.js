import { plural } from "./format.js";

/**
 * How a node is called: by the name of its machine, and by its id where that would not tell.
 *
 * @param {import("../types.js").Node[]} nodes those that are known
 * @param {string} id
 */
export function nameOfNode(nodes, id) {
  const name = nodes.find(({ node }) => node === id)?.name;
  if (!name) {
    return id;
  }
  return nodes.filter((other) => other.name === name).length > 1 ? `${name} ${id}` : name;
}

/** Whether there are several nodes, or may be. @param {import("../types.js").Others | undefined} others */
export function hasOthers(others) {
  return others !== undefined && (!others.reachable || others.asked > 0);
}

/** Which nodes are missing, as a sentence; empty where none is. @param {import("../types.js").Others | undefined} others */
export function missingInWords(others) {
  if (!others || (others.reachable && others.answered >= others.asked)) {
    return "";
  }
  if (!others.reachable) {
    return "The other nodes cannot be reached now: this is of one node only.";
  }
  return `Of ${plural(others.asked, "other node")} ${others.asked - others.answered} did not answer.`;
}
