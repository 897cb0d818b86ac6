const UNITS = {
  temperature: "°C",
  humidity: "%",
  co2: "ppm",
  noise: "dB",
  light: "lx",
  power: "W",
  water: "l/min",
  vibration: "g",
  pressure: "hPa",
  battery: "%",
};
/** What is off by so much of its usual value stands out fully. */
const FULL_DEVIATION = 0.6;

/** A table of rooms and kinds of sensors. */
export class Building {
  #table;
  #cells = new Map();
  #changed = new Set();
  #asked = [":room", ":kind"];

  constructor(table) {
    this.#table = table;
    for (const [kind, unit] of Object.entries(UNITS)) {
      const head = document.createElement("th");
      head.scope = "col";
      head.textContent = `${kind} ${unit}`;
      table.tHead.rows[0].append(head);
    }
  }

  get rooms() {
    return [...this.#table.tBodies[0].rows].map((row) => row.dataset.room);
  }

  get kinds() {
    return Object.keys(UNITS);
  }

  /** Takes a reading in; returns whether its room is new. */
  put(room, kind, value) {
    const isNew = !this.#cells.has(room);
    if (isNew) {
      this.#add(room);
    }
    const cell = this.#cells.get(room)[kind];
    cell.usual = (cell.usual ?? value) * 0.98 + value * 0.02;
    cell.value = value;
    this.#changed.add(cell);
    return isNew;
  }

  /** Shows which cells are asked for. */
  mark(room, kind) {
    this.#asked = [room, kind];
    for (const [name, cells] of this.#cells) {
      Object.entries(cells).forEach(([of, { place }]) => place.classList.toggle("asleep", !this.#isAsked(name, of)));
    }
  }

  draw() {
    for (const { place, value, usual } of this.#changed) {
      const deviation = Math.min(1, Math.abs(value - usual) / (Math.abs(usual) * FULL_DEVIATION || 1));
      place.textContent = value.toLocaleString("en", { maximumFractionDigits: 1 });
      place.style.setProperty("--heat", `${Math.round(deviation * 60)}%`);
    }
    this.#changed.clear();
  }

  #isAsked(room, kind) {
    const [askedRoom, askedKind] = this.#asked;
    return (askedRoom === ":room" || askedRoom === room) && (askedKind === ":kind" || askedKind === kind);
  }

  #add(room) {
    const row = this.#table.tBodies[0].insertRow();
    row.dataset.room = room;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = room;
    row.append(head);
    const cells = {};
    for (const kind of this.kinds) {
      const place = row.insertCell();
      place.dataset.kind = kind;
      place.classList.toggle("asleep", !this.#isAsked(room, kind));
      cells[kind] = { place };
    }
    this.#cells.set(room, cells);
  }
}
