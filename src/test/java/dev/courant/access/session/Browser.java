package dev.courant.access.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One visitor, as a container tells of it: its name, its roles, its session. */
final class Browser {
  private final Map<String, Object> attributes = new HashMap<>();
  private String user;
  private Set<String> roles = Set.of();
  private int sessions;
  private int removals;
  private boolean hasSession;
  private boolean isNew;
  private boolean ended;

  void signsInAs(String name, String... withRoles) {
    user = name;
    roles = Set.of(withRoles);
  }

  void opensSession() {
    hasSession = true;
    sessions++;
  }

  void endsSession() {
    ended = true;
  }

  boolean hasSession() {
    return hasSession;
  }

  String sessionId() {
    return Integer.toString(sessions);
  }

  /** How many sign-ins were taken away from the session: what it tells its listeners. */
  int removals() {
    return removals;
  }

  /** What its session remembers. */
  SignIn signIn() {
    return (SignIn) attributes.get(SignIn.ATTRIBUTE);
  }

  /** A request that knows what is asked of it here, and nothing else. */
  HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (proxy, called, arguments) ->
            switch (called.getName()) {
              case "getUserPrincipal" -> user == null ? null : (Principal) () -> user;
              case "isUserInRole" -> roles.contains((String) arguments[0]);
              case "getSession" -> session(arguments == null);
              case "changeSessionId" -> Integer.toString(++sessions);
              default -> throw new UnsupportedOperationException(called.getName());
            });
  }

  private HttpSession session(boolean create) {
    isNew = create && !hasSession;
    if (isNew) {
      opensSession();
    }
    return hasSession ? proxy(HttpSession.class, this::sessionCall) : null;
  }

  private Object sessionCall(Object proxy, Method called, Object[] arguments) {
    if (ended) {
      throw new IllegalStateException("ended");
    }
    return switch (called.getName()) {
      case "isNew" -> isNew;
      case "getAttribute" -> attributes.get((String) arguments[0]);
      case "removeAttribute" -> {
        removals++;
        yield attributes.remove((String) arguments[0]);
      }
      case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
      default -> throw new UnsupportedOperationException(called.getName());
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(Browser.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
