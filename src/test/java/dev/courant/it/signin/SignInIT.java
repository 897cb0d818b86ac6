package dev.courant.it.signin;

import dev.courant.it.ServerUnderTest;
import dev.courant.it.durability.ServerProcess;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The application as it is shipped, on a server that knows its users: with name and password by
 * BASIC. One server serves all tests.
 */
class SignInIT implements IdentityBehaviour, SessionBehaviour, ConsoleSessionBehaviour {
  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    process =
        ServerProcess.installed(
            "sign-in",
            application(),
            // A sink to which a heartbeat is being sent is cut without its last word.
            "-Dcourant.heartbeat=PT1M",
            "-Dcourant.roles=clerk,boss",
            "-Dcourant.roles.clerk.subscribe=/users/{user}/*",
            "-Dcourant.roles.clerk.publish=/desk",
            "-Dcourant.roles.boss.admin=true");
    process.addUser("alice", Visitor.PASSWORD, "clerk");
    process.addUser("bob", Visitor.PASSWORD, "clerk", "stranger");
    process.addUser("carol", Visitor.PASSWORD, "boss");
    // A name is not a role, and a role that is not configured is none.
    process.addUser("boss", Visitor.PASSWORD, "stranger");
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
  }

  @Override
  public ServerUnderTest server() {
    return process.server();
  }

  /** Payara looks for sessions that have ended once a minute, which is long for a test. */
  private static WebArchive application() {
    return ServerProcess.shipped()
        .addPackages(true, "dev.courant.it.app")
        .addAsWebInfResource(
            new StringAsset(
                """
                <payara-web-app>
                  <session-config>
                    <session-manager>
                      <manager-properties>
                        <property name="reapIntervalSeconds" value="1"/>
                      </manager-properties>
                    </session-manager>
                  </session-config>
                </payara-web-app>
                """),
            "payara-web.xml");
  }
}
