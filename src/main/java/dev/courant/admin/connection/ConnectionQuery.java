package dev.courant.admin.connection;

import dev.courant.access.FormFields;
import dev.courant.access.MatcherText;
import dev.courant.admin.page.Page;
import dev.courant.event.Matcher;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.ConnectionView;
import dev.courant.hub.connection.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which connections are asked for, and in what order.
 *
 * @param filter picks them out
 * @param ranks by what they are sorted
 * @param descending whether the order is the other way round
 * @param node of which node; absent: of all
 */
record ConnectionQuery(
    Predicate<ConnectionView> filter,
    Function<ConnectionView, Rank> ranks,
    boolean descending,
    Optional<String> node,
    Page page) {
  /** From the origin of the clock for nanoseconds to the year 1970: each node has its own. */
  private static final long ORIGIN_NANOS =
      TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();

  /** The numbers begin with the highest: who is slowest stands first. */
  private static final Map<String, Function<ConnectionView, Rank>> ORDERS =
      Map.ofEntries(
          // Not by age: each is taken at its own moment.
          Map.entry("opened", v -> Rank.by(ORIGIN_NANOS + v.traffic().openedNanos())),
          Map.entry("subject", v -> Rank.by(v.connection().caller().subject())),
          Map.entry("address", v -> Rank.by(v.connection().visitor().client().address())),
          Map.entry("transport", v -> Rank.by(v.connection().visitor().transport().text())),
          Map.entry("lag_events", v -> Rank.by(v.lagEvents())),
          // Who is further behind in history has waited longer, and longer than who is live.
          Map.entry("lag_ms", v -> new Rank("", v.lagEvents(), v.traffic().waitingNanos())),
          Map.entry("waiting_bytes", v -> Rank.by(v.traffic().waitingBytes())),
          Map.entry("sent_events", v -> Rank.by(v.traffic().sentEvents())),
          Map.entry("sent_bytes", v -> Rank.by(v.traffic().sentBytes())),
          Map.entry("skipped", v -> Rank.by(v.whereabouts().skipped())),
          Map.entry("last_write", v -> Rank.by(v.sinceWriteNanos())));

  /**
   * What a query asks for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a parameter is not good
   */
  static ConnectionQuery in(FormFields query) {
    String sort = query.first("sort").orElse("opened");
    Function<ConnectionView, Rank> ranks =
        Optional.ofNullable(ORDERS.get(sort))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.INVALID,
                        "\"sort\" is one of %s"
                            .formatted(ORDERS.keySet().stream().sorted().toList())));
    return new ConnectionQuery(
        filter(query), ranks, query.flag("descending"), query.first("node"), Page.in(query));
  }

  /** Whether that node is meant. */
  boolean isOf(String id) {
    return node.isEmpty() || node.get().equals(id);
  }

  Comparator<Rank> byRank() {
    return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  /** The order of a list. */
  Comparator<Listing.Row> order() {
    return Comparator.comparing(Listing.Row::rank, byRank()).thenComparing(Listing.Row::id);
  }

  private static Predicate<ConnectionView> filter(FormFields query) {
    Predicate<Connection> picks = connection -> true;
    Optional<String> part = query.first("q").map(ConnectionQuery::lower).filter(q -> !q.isEmpty());
    if (part.isPresent()) {
      picks = picks.and(c -> texts(c).anyMatch(text -> lower(text).contains(part.get())));
    }
    Optional<String> subject = query.first("subject");
    if (subject.isPresent()) {
      picks = picks.and(c -> c.caller().subject().equals(subject.get()));
    }
    Optional<String> address = query.first("address");
    if (address.isPresent()) {
      picks = picks.and(c -> c.visitor().client().address().equals(address.get()));
    }
    Optional<String> transport = query.first("transport");
    if (transport.isPresent()) {
      picks = picks.and(c -> c.visitor().transport().text().equals(transport.get()));
    }
    Optional<Topic> topic = query.first("topic").map(Topic::new);
    if (topic.isPresent()) {
      picks = picks.and(c -> asksFor(c, topic.get()));
    }
    Predicate<Connection> which = picks;
    boolean slow = query.flag("slow");
    return view -> which.test(view.connection()) && (!slow || view.isSlow());
  }

  private static boolean asksFor(Connection connection, Topic topic) {
    return connection.interest().matchers().stream().anyMatch(m -> m.matches(topic));
  }

  private static Stream<String> texts(Connection connection) {
    List<String> own =
        List.of(
            connection.id(),
            connection.caller().subject(),
            connection.visitor().client().address(),
            connection.visitor().client().protocol(),
            connection.visitor().client().userAgent());
    Stream<String> matchers =
        connection.interest().matchers().stream().map((Matcher m) -> MatcherText.of(m).text());
    return Stream.concat(own.stream(), matchers);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
