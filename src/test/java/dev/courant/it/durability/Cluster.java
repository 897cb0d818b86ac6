package dev.courant.it.durability;

import dev.courant.it.HubCaller;
import dev.courant.it.ServerUnderTest;
import dev.courant.log.postgres.OwnPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Three servers of the kind that this run of the tests is for, with one database.
 *
 * @param database theirs
 * @param nodes the servers
 */
record Cluster(OwnPostgres database, List<ServerProcess> nodes) implements AutoCloseable {
  static final int NODES = 3;

  /** Starts all of it, with the database's files in that directory. */
  static Cluster in(Path directory) throws Exception {
    Cluster cluster = new Cluster(OwnPostgres.in(directory), new ArrayList<>());
    for (int i = 0; i < NODES; i++) {
      ServerProcess node =
          ServerProcess.installed(
              "cluster" + i,
              "-Dcourant.log.url=" + cluster.database.address(),
              "-Dcourant.cluster.lease=PT4S",
              "-Dcourant.mercure.subscription-events=true",
              "-Dcourant.mercure.subscription-grace=PT0.1S",
              "-Dcourant.hub-url=http://localhost:8180/.well-known/mercure");
      cluster.nodes.add(node);
      node.start();
    }
    for (ServerProcess node : cluster.nodes) {
      node.awaitReady();
    }
    return cluster;
  }

  /** One of the servers; behind the last comes the first. */
  ServerUnderTest server(int node) {
    return nodes.get(node % NODES).server();
  }

  HubCaller caller(int node) {
    return new HubCaller(server(node));
  }

  @Override
  public void close() throws Exception {
    nodes.forEach(ServerProcess::close);
    database.close();
  }
}
