package dev.courant.hub.connection;

/** The way that a connection goes to its client. */
public enum Transport {
  /** Server-Sent Events from the hub's own endpoint. */
  SSE("sse"),
  /** Lines of JSON from the hub's own endpoint. */
  NDJSON("ndjson"),
  /** A WebSocket. */
  WEBSOCKET("websocket"),
  /** A request that waits for its answer. */
  LONG_POLL("long-poll"),
  /** A sink of JAX-RS. */
  JAXRS("jaxrs");

  private final String text;

  Transport(String text) {
    this.text = text;
  }

  /** What operators call it. */
  public String text() {
    return text;
  }
}
