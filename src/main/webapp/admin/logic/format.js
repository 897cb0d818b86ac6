const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** 1,234; – for nothing. @param {number | undefined} value */
export function count(value) {
  return isNumber(value) ? numbers.format(value) : "–";
}

/** A count a second: fine where it is small. @param {number | undefined} value */
export function rate(value) {
  if (!isNumber(value)) {
    return "–";
  }
  return value !== 0 && Math.abs(value) < 10 ? value.toFixed(1) : numbers.format(value);
}

/** 1.2 MiB. @param {number | undefined} value */
export function bytes(value) {
  if (!isNumber(value)) {
    return "–";
  }
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10)));
  const scaled = value / 1024 ** step;
  return `${step > 0 && scaled < 100 ? scaled.toFixed(1) : numbers.format(scaled)} ${UNITS[step]}`;
}

/** 12 ms, 1.5 s, 3 min 5 s, 2 h 10 min, 4 d 3 h. @param {number | undefined} ms */
export function duration(ms) {
  if (!isNumber(ms)) {
    return "–";
  }
  if (ms < 1000) {
    return `${ms !== 0 && ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  }
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) {
    return `${ms < 9950 ? (ms / 1000).toFixed(1) : seconds} s`;
  }
  if (seconds < 3600) {
    return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 1440
    ? two(Math.floor(minutes / 60), "h", minutes % 60, "min")
    : two(Math.floor(minutes / 1440), "d", Math.floor((minutes % 1440) / 60), "h");
}

/** @param {number} part 0 to 1 */
export function percent(part) {
  return isNumber(part) ? `${Math.round(part * 100)} %` : "–";
}

/**
 * 2026-11-28 12:03:04.123 in the time zone of the browser; the milliseconds where they are asked for.
 *
 * @param {string | number | undefined} at ISO 8601, or milliseconds since 1970
 */
export function moment(at, withMillis = false) {
  const date = new Date(at ?? NaN);
  if (Number.isNaN(date.getTime())) {
    return "–";
  }
  const [y, mo, d] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(pad);
  const [h, mi, s] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(pad);
  const millis = withMillis ? `.${String(date.getMilliseconds()).padStart(3, "0")}` : "";
  return `${y}-${mo}-${d} ${h}:${mi}:${s}${millis}`;
}

/** How long ago, in words. @param {string | undefined} at ISO 8601 @param {number} [now] */
export function ago(at, now = Date.now()) {
  const ms = now - new Date(at ?? NaN).getTime();
  if (Number.isNaN(ms)) {
    return "never";
  }
  return ms < 1000 ? "just now" : `${duration(Math.round(ms / 1000) * 1000).replace(".0", "")} ago`;
}

/** "1 connection", "2 connections". @param {number} number @param {string} thing */
export function plural(number, thing) {
  return `${count(number)} ${thing}${number === 1 ? "" : "s"}`;
}

/** @param {number} big @param {string} bigUnit @param {number} small @param {string} smallUnit */
function two(big, bigUnit, small, smallUnit) {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, "0");
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
