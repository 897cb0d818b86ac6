/** Levels of JSON that are laid out. */
const DEEPEST = 100;

/**
 * Data for reading: JSON is laid out, anything else stays as it is.
 *
 * @param {string} data
 * @returns {{text: string, isJson: boolean}}
 */
export function laidOut(data) {
  if (!/^\s*[[{"]/.test(data)) {
    return { text: data, isJson: false };
  }
  try {
    const value = JSON.parse(data, kept);
    return isDeep(data) ? { text: data, isJson: false } : { text: JSON.stringify(value, null, 2), isJson: true };
  } catch {
    return { text: data, isJson: false };
  }
}

/** Whether laid out it would be mostly indentation, of which there is more with each level. @param {string} data valid JSON */
function isDeep(data) {
  let depth = 0;
  for (const character of data.replaceAll(/"(?:[^"\\]|\\.)*"/gs, "").replaceAll(/[^[\]{}]/g, "")) {
    depth += character === "[" || character === "{" ? 1 : -1;
    if (depth > DEEPEST) {
      return true;
    }
  }
  return false;
}

/**
 * What is wrong with a text as JSON, as a sentence; empty where nothing is.
 *
 * @param {string} text
 */
export function jsonFault(text) {
  try {
    JSON.parse(text);
    return "";
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
}

/** A number that JavaScript cannot hold must not look like another one: then it is not laid out. */
function kept(_, value) {
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new RangeError("a number too big to be shown exactly");
  }
  return value;
}
