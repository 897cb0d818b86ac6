package dev.courant.admin.measure;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the operating system tells of this process: asked for by name, since WildFly hides the
 * classes of the module {@code jdk.management} from applications.
 */
final class OperatingSystem {
  private static final String NAME = ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME;

  private OperatingSystem() {}

  /** The part of all processors that this process uses, 0 to 1; 0 where that is not known. */
  static double cpu() {
    return Math.max(0, number("ProcessCpuLoad"));
  }

  /** How many files and sockets it has open; 0 where that is not known. */
  static double openFiles() {
    return number("OpenFileDescriptorCount");
  }

  /** How many it may have; 0 where that is not known. */
  static double maxFiles() {
    return number("MaxFileDescriptorCount");
  }

  private static double number(String attribute) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(NAME), attribute);
      return value instanceof Number number ? number.doubleValue() : 0;
    } catch (JMException notOnThisSystem) {
      return 0;
    }
  }
}
