/** What a client asks for: exact topics and URL patterns. A value; adding and taking away give another one. */
export class Matchers {
  /**
   * @param {Iterable<string>} [match] exact topics, `*` for all
   * @param {Iterable<string>} [matchUrlPattern]
   */
  constructor(match = [], matchUrlPattern = []) {
    this.match = [...new Set(match)];
    this.matchUrlPattern = [...new Set(matchUrlPattern)];
    Object.freeze(this);
  }

  /** Reads them from what an application hands over: a text, several, or `{match, matchUrlPattern}` of such. */
  static of(asked = {}) {
    const { match, matchUrlPattern } = typeof asked === "string" || Array.isArray(asked) ? { match: asked } : asked;
    return new Matchers(texts("match", match), texts("matchUrlPattern", matchUrlPattern));
  }

  get isEmpty() {
    return this.match.length + this.matchUrlPattern.length === 0;
  }

  plus(other) {
    return new Matchers([...this.match, ...other.match], [...this.matchUrlPattern, ...other.matchUrlPattern]);
  }

  minus(other) {
    return new Matchers(
      this.match.filter((one) => !other.match.includes(one)),
      this.matchUrlPattern.filter((one) => !other.matchUrlPattern.includes(one)),
    );
  }

  /** The same text for the same matchers, in whatever order they were named. */
  get key() {
    return JSON.stringify([[...this.match].sort(), [...this.matchUrlPattern].sort()]);
  }

  /** Puts them into a query. */
  addTo(query) {
    this.match.forEach((one) => query.append("match", one));
    this.matchUrlPattern.forEach((one) => query.append("match_urlpattern", one));
  }

  /** As the hub reads them in JSON; kinds of which there is none are left out. */
  toJSON() {
    const json = {};
    if (this.match.length > 0) {
      json.match = this.match;
    }
    if (this.matchUrlPattern.length > 0) {
      json.match_urlpattern = this.matchUrlPattern;
    }
    return json;
  }
}

function texts(name, value) {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  const wrong = list.find((one) => typeof one !== "string" || one === "");
  if (wrong !== undefined) {
    throw new TypeError(`${name}: a text or a list of texts that are not empty, not ${String(wrong)}`);
  }
  return list;
}
