/**
 * What the tests of the browser client are written with. A test is a sentence and a function that throws when the
 * sentence is not true. The page `run.html` loads one file of tests and leaves the outcome in `results`, from where
 * the Java test ClientModulesTest reads it.
 */

const TEST_MS = 15_000;
const PAUSE_MS = 10;
const tests = [];

/** Declares a test. */
export function test(name, run) {
  if (tests.some((other) => other.name === name)) {
    throw new Error(`two tests are called "${name}"`);
  }
  tests.push({ name, run });
}

/** Runs what was declared, in order. */
export async function runAll() {
  const results = [];
  for (const { name, run } of tests) {
    results.push({ name, error: await failureOf(run) });
  }
  return results;
}

async function failureOf(run) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${TEST_MS} ms`)), TEST_MS);
  });
  try {
    await Promise.race([run(), late]);
    return null;
  } catch (failure) {
    return failure?.stack ?? String(failure);
  } finally {
    clearTimeout(timer);
  }
}

/** Fails unless both read the same as JSON. */
export function assertEquals(actual, expected, what = "") {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) {
    throw new Error(`${what}\nexpected ${should}\n but was ${is}`);
  }
}

/** Fails unless it is true. */
export function assertTrue(claim, what) {
  if (claim !== true) {
    throw new Error(what);
  }
}

/** Waits until the function returns something true, and returns that. */
export async function until(what, condition) {
  const end = performance.now() + TEST_MS * 0.8;
  for (;;) {
    const value = await condition();
    if (value) {
      return value;
    }
    if (performance.now() > end) {
      throw new Error(`waited in vain until ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
