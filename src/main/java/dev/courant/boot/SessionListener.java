package dev.courant.boot;

import dev.courant.access.session.SignIn;
import dev.courant.hub.connection.Departure;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Ends the streams of a sign-in with it: when its session is ended or expires, and when somebody
 * else signs in in the same browser. Called on threads of requests, and on one of the server's that
 * looks for sessions that have expired.
 */
@WebListener
public class SessionListener implements HttpSessionListener, HttpSessionAttributeListener {
  @Inject private Deployment deployment;

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    SignIn.in(event.getSession()).ifPresent(this::end);
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    if (event.getValue() instanceof SignIn signIn) {
      end(signIn);
    }
  }

  private void end(SignIn signIn) {
    deployment.entrance().signIns().end(signIn);
    deployment.hub().end(connection -> signIn.isOf(connection.caller()), Departure.SIGNED_OUT);
  }
}
