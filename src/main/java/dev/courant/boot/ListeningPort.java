package dev.courant.boot;

import dev.courant.access.TomcatFilter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The port that this server answers HTTP on, as far as it tells: there is no standard way to learn
 * it before the first request.
 */
final class ListeningPort {
  private static final String WILDFLY_BINDING =
      "jboss.as:socket-binding-group=standard-sockets,socket-binding=http";
  private static final String TOMCAT_CONNECTORS = "*:type=Connector,*";
  private static final String PAYARA_MICRO = "fish.payara.micro.PayaraMicro";

  private ListeningPort() {}

  /**
   * The port; empty on a server that does not tell.
   *
   * @param serverInfo what the server says it is
   */
  static OptionalInt find(String serverInfo) {
    if (TomcatFilter.isTomcat(serverInfo)) {
      return ofTomcat();
    }
    OptionalInt wildfly = ofWildfly();
    // Payara Server has the class too: asked there, it begins to boot a Micro, and takes the
    // application's class loader from the thread, so that nothing can be injected any more.
    return wildfly.isPresent() || !serverInfo.contains("Payara Micro") ? wildfly : ofPayaraMicro();
  }

  private static OptionalInt ofWildfly() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName binding = new ObjectName(WILDFLY_BINDING);
      return beans.isRegistered(binding)
          ? OptionalInt.of((Integer) beans.getAttribute(binding, "boundPort"))
          : OptionalInt.empty();
    } catch (JMException e) {
      return OptionalInt.empty();
    }
  }

  /** Its connectors are there before its applications, and open their ports after them. */
  private static OptionalInt ofTomcat() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      Set<ObjectName> connectors = beans.queryNames(new ObjectName(TOMCAT_CONNECTORS), null);
      for (ObjectName connector : connectors) {
        boolean isPlainHttp =
            "http".equals(beans.getAttribute(connector, "scheme"))
                && String.valueOf(beans.getAttribute(connector, "protocol")).startsWith("HTTP");
        if (isPlainHttp && beans.getAttribute(connector, "localPort") instanceof Integer port) {
          return OptionalInt.of(port);
        }
      }
      return OptionalInt.empty();
    } catch (JMException e) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt ofPayaraMicro() {
    try {
      Object micro = Class.forName(PAYARA_MICRO).getMethod("getInstance").invoke(null);
      Object runtime = call(micro, "getRuntime");
      Object ports = call(call(runtime, "getLocalDescriptor"), "getHttpPorts");
      return ports instanceof List<?> list && !list.isEmpty()
          ? OptionalInt.of((Integer) list.get(0))
          : OptionalInt.empty();
    } catch (ReflectiveOperationException anotherServer) {
      return OptionalInt.empty();
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }
}
