/** What a line in front of which nothing stands is taken for. */
const KINDS = /^(exact|urlpattern|uritemplate):(.*)$/s;
const UNITS = { minutes: 60, hours: 3600, days: 86_400 };

/**
 * What may be asked for, from lines: a topic, `*`, or `urlpattern:` or `uritemplate:` and what it is.
 *
 * @param {string} lines
 * @returns {(string | {match: string, match_type: string})[]}
 */
export function matchersOf(lines) {
  return lines
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => {
      const kind = KINDS.exec(line);
      return kind ? { match: kind[2], match_type: kind[1] } : line;
    });
}

/**
 * The order for a token, from what the form has.
 *
 * @param {{subject: string, subscribe: string, publish: string, rights: string, lifetime: string, unit: string}} form
 */
export function tokenOrder({ subject, subscribe, publish, rights, lifetime, unit }) {
  const admin = { observe: "observe", admin: true }[rights];
  return {
    subject,
    subscribe: matchersOf(subscribe),
    publish: matchersOf(publish),
    ...(admin !== undefined && { admin }),
    lifetime: Math.round(Number(lifetime) * UNITS[unit]),
  };
}
