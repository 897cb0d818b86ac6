package dev.courant.log.postgres;

import static dev.courant.log.LogFiller.follow;

import dev.courant.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test three nodes over an empty schema, and what each of them tells its follower. */
final class ThreeNodes implements BeforeEachCallback, AfterEachCallback {
  static final int NODES = 3;

  final List<PostgresLog> nodes = new ArrayList<>();
  final List<List<Event>> followed = new ArrayList<>();
  String address = "";

  private final Function<String, PostgresLog> open;

  ThreeNodes() {
    this(Nodes::open);
  }

  /** With nodes that are opened in another way, at an address. */
  ThreeNodes(Function<String, PostgresLog> open) {
    this.open = open;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    address = TestPostgres.newSchema();
    for (int i = 0; i < NODES; i++) {
      PostgresLog node = open.apply(address);
      nodes.add(node);
      followed.add(follow(node));
    }
  }

  @Override
  public void afterEach(ExtensionContext test) {
    nodes.forEach(PostgresLog::close);
  }
}
