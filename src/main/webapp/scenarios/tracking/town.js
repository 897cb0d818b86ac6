const SVG = "http://www.w3.org/2000/svg";
export const WIDTH = 1200;
export const HEIGHT = 900;
const COLUMNS = 7;
const ROWS = 5;
const RIVER = "M-40 340C160 300 300 395 440 372S620 505 740 540S920 590 1000 700S1150 770 1240 752";
/** Blocks without houses, by column and row. */
const PARKS = new Set(["1-0", "4-1", "1-2", "2-2", "5-0", "3-3"]);
const NAMES = [
  ["Old Town", 690, 165],
  ["Elm Park", 330, 172],
  ["Riverside", 255, 292],
  ["South Gardens", 425, 548],
  ["Harbour", 985, 770],
  ["Mill Hill", 150, 742],
  ["East End", 1040, 452],
];

/** Where streets meet; the same formulas as in Crossing.java. */
const crossing = (column, row) => [
  60 + 180 * column + 24 * Math.sin(2.3 * row + column),
  60 + 195 * row + 22 * Math.sin(1.7 * column + row),
];

export function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

/** Draws the town into a place on a page: the river, parks with trees, some hundred houses, streets with bridges. */
export function drawTown(place) {
  const bank = element("path", { class: "bank", d: RIVER, "stroke-width": 112 });
  place.append(element("rect", { class: "ground", width: WIDTH, height: HEIGHT }), bank);
  place.append(element("path", { class: "river", d: RIVER, "stroke-width": 70 }));
  place.append(element("path", { class: "current", d: RIVER, "stroke-width": 2 }));
  const isDry = (x, y) => !bank.isPointInStroke(new DOMPoint(x, y));
  const chance = chances();
  for (let column = 0; column < COLUMNS - 1; column++) {
    for (let row = 0; row < ROWS - 1; row++) {
      const at = between(column, row);
      const isPark = PARKS.has(`${column}-${row}`);
      place.append(isPark ? park(at, isDry, chance) : houses(at, isDry, chance));
    }
  }
  place.append(...streets(), ...tiles());
  NAMES.forEach(([name, x, y]) => place.append(element("text", { class: "name", x, y }, name)));
}

/** Always the same: everybody sees the same town. */
function chances() {
  let last = 7;
  return () => (last = (last * 48271) % 2147483647) / 2147483647;
}

/** Places in a block between four crossings; both parts go from 0 to 1. */
function between(column, row) {
  const corners = [crossing(column, row), crossing(column + 1, row), crossing(column, row + 1), crossing(column + 1, row + 1)];
  return (u, v) => {
    const parts = [(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v];
    return [0, 1].map((axis) => parts.reduce((sum, part, n) => sum + part * corners[n][axis], 0));
  };
}

const shape = (points) => `M${points.map((point) => point.map((n) => n.toFixed(1)).join(" ")).join("L")}Z`;

function park(at, isDry, chance) {
  const drawn = element("g", { class: "park" });
  drawn.append(element("path", { d: shape([at(0.1, 0.1), at(0.9, 0.1), at(0.9, 0.9), at(0.1, 0.9)]) }));
  drawn.append(element("path", { class: "walk", d: `M${at(0.1, 0.15)}Q${at(0.4, 0.5)} ${at(0.9, 0.85)}M${at(0.1, 0.8)}Q${at(0.6, 0.6)} ${at(0.85, 0.1)}` }));
  for (let tree = 0; tree < 26; tree++) {
    const [cx, cy] = at(0.15 + 0.7 * chance(), 0.15 + 0.7 * chance());
    if (isDry(cx, cy)) {
      drawn.append(element("circle", { class: "tree", cx, cy, r: 5 + 5 * chance() }));
    }
  }
  return drawn;
}

/** Houses stand round a yard, each on its lot. */
function houses(at, isDry, chance) {
  const shades = ["", "", ""];
  const lots = 5;
  for (let lot = 0; lot < lots * lots; lot++) {
    const [column, row] = [lot % lots, Math.floor(lot / lots)];
    const isYard = column > 0 && column < lots - 1 && row > 0 && row < lots - 1;
    const place = (u, v) => at(0.09 + (0.82 * (column + u)) / lots, 0.09 + (0.82 * (row + v)) / lots);
    const [deep, shade] = [0.04 + 0.16 * chance(), Math.floor(3 * chance())];
    const isThere = chance() < (isYard ? 0.22 : 0.93);
    if (isThere && isDry(...place(0.5, 0.5))) {
      shades[shade] += shape([place(deep, 0.08), place(0.94, deep), place(1 - deep, 0.92), place(0.06, 1 - deep)]);
    }
  }
  return element("g", {}, ...shades.map((d, shade) => element("path", { class: `house house-${shade}`, d })));
}

function streets() {
  const lines = [];
  for (let row = 0; row < ROWS; row++) {
    const points = Array.from({ length: COLUMNS }, (_, column) => crossing(column, row));
    lines.push({ isAvenue: row === 2, points: [[-20, points[0][1] + 8], ...points, [WIDTH + 20, points.at(-1)[1] - 8]] });
  }
  for (let column = 0; column < COLUMNS; column++) {
    const points = Array.from({ length: ROWS }, (_, row) => crossing(column, row));
    lines.push({ isAvenue: column === 3, points: [[points[0][0] + 8, -20], ...points, [points.at(-1)[0] - 8, HEIGHT + 20]] });
  }
  const drawn = (name, wide, few = lines) =>
    few.map(({ isAvenue, points }) => element("polyline", { class: name, points: points.join(" "), "stroke-width": wide(isAvenue) }));
  const avenues = lines.filter(({ isAvenue }) => isAvenue);
  return [
    ...drawn("kerb", (isAvenue) => (isAvenue ? 32 : 25)),
    ...drawn("street", (isAvenue) => (isAvenue ? 28 : 21)),
    ...drawn("lane", () => 1.2, avenues),
  ];
}

/** The tiles that the map is asked for by. */
function tiles() {
  const cuts = [300, 600, 900].map((x) => `M${x} 0V${HEIGHT}`).concat([300, 600].map((y) => `M0 ${y}H${WIDTH}`));
  return [element("path", { class: "tiles", d: cuts.join("") })];
}
