import { hasOthers, missingInWords, nameOfNode } from "/admin/logic/nodes.js";
import { SILENCE_MS, Samples } from "/admin/logic/samples.js";
import { assertEquals, test } from "/test/harness.js";

const node = (id, name) => /** @type {any} */ ({ node: id, name });
const others = (reachable, asked, answered) => ({ reachable, asked, answered });

test("a node is called by its machine, and by its id where two are on the same", () => {
  const nodes = [node("1a", "one"), node("2b", "two"), node("3c", "two")];
  assertEquals(["1a", "2b", "3c", "4d"].map((id) => nameOfNode(nodes, id)), ["one", "two 2b", "two 3c", "4d"]);
});

test("whoever is alone has no others, and whoever cannot reach them may have some", () => {
  assertEquals([undefined, others(true, 0, 0), others(true, 2, 1), others(false, 0, 0)].map(hasOthers), [false, false, true, true]);
});

test("it is told which nodes are missing", () => {
  assertEquals([undefined, others(true, 2, 2), others(true, 1, 2)].map(missingInWords), ["", "", ""]);
  assertEquals(missingInWords(others(true, 2, 1)), "Of 2 other nodes 1 did not answer.");
  assertEquals(missingInWords(others(false, 0, 0)), "The other nodes cannot be reached now: this is of one node only.");
});

test("samples of one node are kept, and those of another when it is silent", () => {
  const samples = new Samples();
  const sample = (of, at) => /** @type {any} */ ({ node: of, at });
  samples.replace([sample("a", 1000), sample("a", 2000)]);
  assertEquals([samples.push(sample("b", 2500)), samples.push(sample("a", 3000))], [false, true]);
  assertEquals(samples.push(sample("b", 3000 + SILENCE_MS)), false);
  assertEquals(samples.push(sample("b", 3001 + SILENCE_MS)), true);
  assertEquals(samples.all, [sample("b", 3001 + SILENCE_MS)]);
});
