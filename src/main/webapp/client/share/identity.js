/** Claims that differ between two tokens for the same rights. */
const PASSING = new Set(["exp", "iat", "nbf", "jti", "auth_time"]);

/**
 * Whose token it is, and for what: two tabs may share a stream only if that is the same. Nothing is verified here, which
 * is the hub's part; a token that cannot be read stands for itself.
 */
export function identityOf(token) {
  if (!token) {
    return "";
  }
  try {
    const claims = JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
    return JSON.stringify(Object.entries(claims).filter(([name]) => !PASSING.has(name)).sort());
  } catch {
    return token;
  }
}
