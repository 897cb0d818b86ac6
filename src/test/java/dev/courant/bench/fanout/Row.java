package dev.courant.bench.fanout;

import java.util.Locale;

/**
 * A line of the table; what was not measured is {@link Double#NaN}.
 *
 * @param load what was asked of it
 * @param contender who
 * @param feed how it was fed
 * @param perSecond deliveries per second
 * @param lost deliveries that never came
 * @param latency from publishing to arriving
 * @param cpuSeconds of the server
 * @param microsPerDelivery processor time of the server for each delivery
 * @param kibPerConnection memory for each connection
 * @param remarks what else there is to say
 */
record Row(
    String load,
    String contender,
    String feed,
    double perSecond,
    long lost,
    Latency latency,
    double cpuSeconds,
    double microsPerDelivery,
    double kibPerConnection,
    String remarks) {
  private static final int MAX_REASON = 300;

  static final String HEADING =
      """
      | load | contender | fed by | deliveries/s | lost | p50 ms | p99 ms | p99.9 ms | max ms | CPU s | CPU µs each | KiB/connection | remarks |
      |---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|""";

  /** Says that it could not be measured. */
  static Row failed(String load, Contender contender, Exception why) {
    String reason = String.valueOf(why.getMessage()).replaceAll("\\s+", " ");
    return new Row(
        load,
        contender.name(),
        contender.feed(),
        Double.NaN,
        0,
        Latency.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        "failed: " + reason.substring(0, Math.min(reason.length(), MAX_REASON)));
  }

  @Override
  public String toString() {
    return String.join(
        " | ",
        "| " + load,
        contender,
        feed,
        number("%,.0f", perSecond),
        String.format(Locale.ROOT, "%,d", lost),
        number("%,.1f", latency.p50()),
        number("%,.1f", latency.p99()),
        number("%,.1f", latency.p999()),
        number("%,.1f", latency.max()),
        number("%,.1f", cpuSeconds),
        number("%,.2f", microsPerDelivery),
        number("%,.1f", kibPerConnection),
        remarks + " |");
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
