package dev.courant.admin.measure;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * How a node did in one second. The OpenAPI file tells what each number is.
 *
 * @param node the id of the node: the samples of several may come on one topic
 * @param at when, in milliseconds since 1970
 */
public record Sample(
    String node,
    long at,
    int connections,
    double eventsIn,
    double eventsOut,
    double bytesOut,
    double p50Millis,
    double p99Millis,
    long waitingBytes,
    double departures,
    double refusals,
    long head,
    long logBytes,
    long logEvents,
    Machine machine) {
  /** As the API tells it. */
  public JsonObject json() {
    return Json.createObjectBuilder()
        .add("node", node)
        .add("at", at)
        .add("connections", connections)
        .add("events_in", rounded(eventsIn))
        .add("events_out", rounded(eventsOut))
        .add("bytes_out", rounded(bytesOut))
        .add("p50_ms", rounded(p50Millis))
        .add("p99_ms", rounded(p99Millis))
        .add("waiting_bytes", waitingBytes)
        .add("departures", rounded(departures))
        .add("refusals", rounded(refusals))
        .add("head", head)
        .add("log_bytes", logBytes)
        .add("log_events", logEvents)
        .add("disk_free_bytes", machine.diskFreeBytes())
        .add("heap_used_bytes", machine.heapUsedBytes())
        .add("heap_max_bytes", machine.heapMaxBytes())
        .add("cpu", rounded(machine.cpu()))
        .add("threads", machine.threads())
        .build();
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
