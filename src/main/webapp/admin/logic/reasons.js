/** What the server calls its reasons, in words. What is not here is shown as it comes. */
const WORDS = {
  CLIENT_GONE: "the client has left",
  STALLED: "took nothing for too long",
  CLOSED_BY_APPLICATION: "closed by the application",
  FAILED: "could not be fed",
  UNRULY: "misbehaved",
  SIGNED_OUT: "signed out",
  TOKEN_EXPIRED: "its token has expired",
  REVOKED: "its rights were taken back",
  DISMISSED: "ended by an administrator",
  MAX_AGE: "as old as a stream may get",
  HISTORY_CHANGED: "the store was restored",
  HUB_STOPPED: "the hub stopped",
};

/** A reason of a departure or a refusal. @param {string} reason */
export function reasonInWords(reason) {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason] : reason.toLowerCase().replaceAll("_", " ");
}
