/** What can be done to a stream that runs. Each returns whether it worked; where it did not, a new stream does it. */

/** Has it ask for something else (`PATCH /api/connections/{subscriber}`, or a message). */
export async function changeMatchers(attempt, { add, remove }) {
  const { subscriber, send } = attempt.connection;
  if (send) {
    const added = add.isEmpty || (await send({ subscribe: add }));
    return added && (remove.isEmpty || send({ unsubscribe: remove }));
  }
  return done(attempt, subscriber, (at) => at.connection(subscriber), {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ add, remove }),
  });
}

/** Gives it the token that the attempt has now (`PUT /api/connections/{subscriber}/token`). */
export async function renewToken(attempt) {
  const { subscriber } = attempt.connection;
  return done(attempt, subscriber, (at) => at.token(subscriber), { method: "PUT" });
}

async function done(attempt, subscriber, place, { headers = {}, ...init }) {
  if (!subscriber) {
    return false;
  }
  try {
    return (await attempt.fetch(place(attempt.address), headers, init)).ok;
  } catch {
    return false;
  }
}
