package dev.courant.it.app;

import dev.courant.jaxrs.Broadcasters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.SseBroadcaster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Broadcasters that are made when they are first asked for, each with a protocol of its calls. */
@ApplicationScoped
public class Boards {
  /** A broadcaster, and what its listeners were told. */
  record Board(SseBroadcaster broadcaster, List<String> calls) {
    Board(SseBroadcaster broadcaster) {
      this(broadcaster, new CopyOnWriteArrayList<>());
      broadcaster.onClose(sink -> calls.add("closed"));
      broadcaster.onError((sink, failure) -> calls.add("error"));
    }
  }

  @Inject private Broadcasters broadcasters;
  private final Map<String, Board> boards = new ConcurrentHashMap<>();

  Board board(String name) {
    return boards.computeIfAbsent(
        name, key -> new Board(broadcasters.on("/it/boards/" + key, "/it/boards")));
  }
}
