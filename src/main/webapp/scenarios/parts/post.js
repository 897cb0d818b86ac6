/**
 * Sends a form to a resource of this application.
 *
 * @returns {Promise<Response>} what it answered
 * @throws {Error} with the sentence of the problem (RFC 9457) where it refused
 */
export function post(url, fields = {}) {
  return send("POST", url, new URLSearchParams(fields));
}

/** The same with another method. */
export async function send(method, url, body) {
  const answer = await fetch(url, { method, body });
  if (answer.ok) {
    return answer;
  }
  const problem = await answer.json().catch(() => ({}));
  throw new Error(problem.detail ?? problem.title ?? `The server answered ${answer.status}`);
}
