package dev.courant.it;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the application under test is on its server.
 *
 * <p>The adapter of Payara Micro reads the server's console while that is being written: as soon as
 * the line with the HTTPS ports is there it looks for the applications, which are a few lines
 * further down. On a busy machine they are not there yet, and the URL it gives then lacks their
 * path. What the server has logged tells it all the same.
 */
final class ContextPath {

  private static final String INSTANCE = "\"Instance Configuration\"";
  private static final Pattern CONTEXT_ROOT = Pattern.compile("\"Context Root\": \"(/[^\"]*)\"");
  private static final int LOOKS = 100;

  private ContextPath() {}

  /**
   * @return the path, with {@code /} at its end
   * @throws IllegalStateException if the application did not start: Payara Micro's adapter does not
   *     report that
   */
  static String of(URL deployment, Path log) {
    String path = deployment.getPath();
    return path.endsWith("/") ? path : logged(log);
  }

  private static String logged(Path log) {
    for (int look = 0; look < LOOKS; look++) {
      Matcher root = CONTEXT_ROOT.matcher(ofNewestInstance(log));
      if (root.find()) {
        String path = root.group(1);
        return path.endsWith("/") ? path : path + "/";
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new IllegalStateException("the application is not up, its log tells why: " + log);
  }

  private static String ofNewestInstance(Path log) {
    try {
      String all = Files.readString(log);
      return all.substring(Math.max(0, all.lastIndexOf(INSTANCE)));
    } catch (IOException unreadable) {
      throw new IllegalStateException("the server's log cannot be read: " + log, unreadable);
    }
  }
}
