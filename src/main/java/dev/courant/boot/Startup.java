package dev.courant.boot;

import dev.courant.access.CorsFilter;
import dev.courant.access.OriginGuard;
import dev.courant.access.Origins;
import dev.courant.access.TomcatFilter;
import dev.courant.access.session.SessionCookie;
import dev.courant.access.token.AdminToken;
import dev.courant.jaxrs.RequestFrameFilter;
import dev.courant.transport.websocket.SocketDoor;
import dev.courant.transport.websocket.SocketFilter;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Starts the hub with the web application, and puts the filters in front of everything else: by
 * code, because an application that overlays this one has a web.xml of its own.
 */
@WebListener
public class Startup implements ServletContextListener {
  private static final System.Logger LOG = System.getLogger(Startup.class.getName());

  @Inject private Deployment deployment;
  @Inject private SocketDoor sockets;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    if (deployment.failure().isPresent()) {
      fail(context, deployment.failure().get());
      return;
    }
    Settings settings = deployment.settings();
    Origins origins = deployment.entrance().origins();
    filter(
        context,
        new FilterSequence(
            new TomcatFilter(context.getServerInfo()),
            new RequestIdFilter(),
            new ProblemFilter(deployment.resourceMetadata().url(), deployment.oversight().meters()),
            new CorsFilter(origins),
            new DiscoveryFilter(settings.hubUrl()),
            new OriginGuard(origins, Startup::isOurs),
            new ConsoleFilter(),
            new ScenarioGate(settings.scenarios()),
            new RequestFrameFilter(),
            new SocketFilter(sockets)));
    openSockets(context);
    SessionCookie.prepare(context, settings.hubUrl().getScheme().equals("https"));
    declareRoles(context, settings);
    announce(settings);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    deployment.stop();
  }

  private static void fail(ServletContext context, String sentence) {
    LOG.log(System.Logger.Level.ERROR, "Courant was not started. {0}", sentence);
    if (!context.getServerInfo().contains("Payara Micro")) {
      throw new IllegalStateException(sentence);
    }
    // It would go on without the application, and answer 404 as if all were well.
    filter(context, new FilterSequence(new RequestIdFilter(), new FailureFilter(sentence)));
  }

  /** What the hub itself answers, JAX-RS resources included; other pages guard themselves. */
  static boolean isOurs(HttpServletRequest request) {
    String path = request.getServletPath();
    return path.equals("/api")
        || path.equals(PollServlet.PATH)
        || path.startsWith("/.well-known/")
        || SocketFilter.isFor(request);
  }

  private void openSockets(ServletContext context) {
    if (!(context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer there)) {
      throw new IllegalStateException("This server has no WebSockets");
    }
    try {
      sockets.addTo(there);
    } catch (DeploymentException e) {
      throw new IllegalStateException("The path " + SocketDoor.PATH + " is the hub's own", e);
    }
  }

  private static void filter(ServletContext context, Filter filter) {
    FilterRegistration.Dynamic registration = context.addFilter("courant", filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  /** The names of roles that the server is asked about when somebody signs in. */
  private static void declareRoles(ServletContext context, Settings settings) {
    Set<String> roles = settings.access().roles().byName().keySet();
    if (!roles.isEmpty()) {
      // Payara knows of no role that was not declared.
      context.declareRoles(roles.toArray(new String[0]));
    }
  }

  private static void announce(Settings settings) {
    if (settings.hubUrlIsGuessed()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "courant.hub-url is not set: {0} is assumed, which is good for a trial on this machine",
          settings.hubUrl());
    }
    LOG.log(
        System.Logger.Level.INFO,
        "Courant is ready. Look at {0} - data in {1} - admin token in {2}",
        settings.hubUrl().resolve("../"),
        settings.dataDir(),
        settings.dataDir().resolve(AdminToken.FILE_NAME));
  }
}
