package dev.courant.it.signin;

import dev.courant.it.durability.ServerProcess;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications that are laid over the one that is shipped. */
final class Applications {
  private Applications() {}

  /** One that has nothing of its own but this. */
  static WebArchive with(String webXml) {
    WebArchive application = ServerProcess.shipped();
    // Replacing is not enough: written to a directory, an archive has the former one.
    application.delete("WEB-INF/web.xml");
    return application.setWebXML(new StringAsset(webXml));
  }
}
