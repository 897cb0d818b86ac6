package dev.courant.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.OperationType;
import dev.courant.it.ServerUnderTest.Brand;
import dev.courant.it.durability.ServerProcess;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The application as it is shipped, on a server that was told of a directory as docs tell to. */
class LdapSignInIT {
  private static final String ADDRESS = "ldap.example.org";

  private static InMemoryDirectoryServer directory;
  private static ServerProcess process;

  @BeforeAll
  static void start() throws Exception {
    directory = directory();
    process =
        ServerProcess.installed(
            "ldap",
            // As WildFly's own script starts it.
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "-Dcourant.roles=boss",
            "-Dcourant.roles.boss.admin=true");
    String script =
        Brand.underTest() == Brand.PAYARA ? "payara-micro/ldap.asadmin" : "wildfly/ldap.cli";
    process.configure(
        Files.readString(Path.of("server-config").resolve(script))
            .replace(ADDRESS, "127.0.0.1")
            .replace("389", Integer.toString(directory.getListenPort())));
    process.start();
    process.awaitReady();
  }

  @AfterAll
  static void end() {
    process.close();
    directory.shutDown(true);
  }

  @Test
  void aGroupOfTheDirectoryIsARole() throws Exception {
    String overview = "api/admin/overview";
    Visitor carol = Visitor.signedIn(process.server(), "carol");
    assertThat(carol.get(overview).statusCode()).isEqualTo(200);
    Visitor alice = Visitor.signedIn(process.server(), "alice");
    assertThat(alice.get(overview).statusCode()).isEqualTo(403);
  }

  @Test
  void whomTheDirectoryDoesNotKnowIsNotLetIn() throws Exception {
    for (String[] credentials :
        new String[][] {{"carol", "wrong"}, {"carol", ""}, {"*", Visitor.PASSWORD}, {"x", "x"}}) {
      assertThat(
              new Visitor(process.server()).signIn("", credentials[0], credentials[1]).statusCode())
          .as(String.join(":", credentials))
          .isEqualTo(401);
    }
  }

  private static InMemoryDirectoryServer directory() throws Exception {
    var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig("it", InetAddress.getLoopbackAddress(), 0, null));
    config.addAdditionalBindCredentials("cn=courant,dc=example,dc=org", "password-of-courant");
    config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
    var server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    for (String unit : new String[] {"people", "groups"}) {
      server.add(
          "dn: ou=" + unit + ",dc=example,dc=org",
          "objectClass: organizationalUnit",
          "ou: " + unit);
    }
    for (String user : new String[] {"alice", "carol"}) {
      server.add(
          "dn: uid=" + user + ",ou=people,dc=example,dc=org",
          "objectClass: inetOrgPerson",
          "uid: " + user,
          "userPassword: " + Visitor.PASSWORD);
    }
    server.add(
        "dn: cn=boss,ou=groups,dc=example,dc=org",
        "objectClass: groupOfNames",
        "cn: boss",
        "member: uid=carol,ou=people,dc=example,dc=org");
    server.startListening();
    return server;
  }
}
