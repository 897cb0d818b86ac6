package dev.courant.it.signin;

import dev.courant.it.durability.ServerProcess;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications that are laid over the one that is shipped. */
final class Applications {
  private Applications() {}

  /**
   * One that has nothing of its own but a web.xml.
   *
   * @param loginConfig how it says that visitors are asked; nothing where a bean says it
   */
  static WebArchive asking(String loginConfig) {
    String webXml =
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <security-constraint>
            <web-resource-collection>
              <web-resource-name>sign-in</web-resource-name>
              <url-pattern>/signin</url-pattern>
            </web-resource-collection>
            <auth-constraint>
              <role-name>**</role-name>
            </auth-constraint>
          </security-constraint>
          %s
        </web-app>
        """
            .formatted(loginConfig);
    WebArchive application = ServerProcess.shipped();
    // Replacing is not enough: written to a directory, an archive has the former one.
    application.delete("WEB-INF/web.xml");
    return application.setWebXML(new StringAsset(webXml));
  }
}
