package dev.courant.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds out who has signed in with the container and is remembered. Any thread may call it. */
public interface SessionReader {
  /**
   * Who has signed in, in the HTTP session that the request belongs to; absent when nobody has, or
   * no longer. Makes no session.
   */
  Optional<Caller> callerOf(HttpServletRequest request);
}
