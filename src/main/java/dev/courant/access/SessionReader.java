package dev.courant.access;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds out who has signed in with the container and is remembered. Any thread may call it. */
public interface SessionReader {
  /**
   * Who has signed in, in the HTTP session that the request belongs to; absent when nobody has, or
   * no longer. Makes no session.
   *
   * @throws RefusedException ({@link Refusal#INVALID_TOKEN}) when its rights were taken back
   */
  Optional<Caller> callerOf(HttpServletRequest request);
}
