package dev.courant.admin.connection;

import dev.courant.access.FormFields;
import dev.courant.access.MatcherText;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Which connections are asked for, and in what order.
 *
 * @param filter picks them out
 * @param order by what they are sorted
 */
record ConnectionQuery(Predicate<ConnectionView> filter, Comparator<ConnectionView> order) {
  /** The numbers begin with the highest: who is slowest stands first. */
  private static final Map<String, Comparator<ConnectionView>> ORDERS =
      Map.ofEntries(
          // Not by age: each is taken at its own moment.
          Map.entry("opened", highest(v -> v.traffic().openedNanos())),
          Map.entry("subject", Comparator.comparing(v -> v.connection().caller().subject())),
          Map.entry(
              "address", Comparator.comparing(v -> v.connection().visitor().client().address())),
          Map.entry("transport", Comparator.comparing(v -> v.connection().visitor().transport())),
          Map.entry("lag_events", highest(ConnectionView::lagEvents)),
          // Who is further behind in history has waited longer, and longer than who is live.
          Map.entry(
              "lag_ms",
              highest(ConnectionView::lagEvents)
                  .thenComparing(highest(v -> v.traffic().waitingNanos()))),
          Map.entry("waiting_bytes", highest(v -> (long) v.traffic().waitingBytes())),
          Map.entry("sent_events", highest(v -> v.traffic().sentEvents())),
          Map.entry("sent_bytes", highest(v -> v.traffic().sentBytes())),
          Map.entry("skipped", highest(v -> v.whereabouts().skipped())),
          Map.entry("last_write", highest(ConnectionView::sinceWriteNanos)));

  /**
   * What a query asks for.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when a parameter is not good
   */
  static ConnectionQuery in(FormFields query) {
    String sort = query.first("sort").orElse("opened");
    Comparator<ConnectionView> order =
        Optional.ofNullable(ORDERS.get(sort))
            .orElseThrow(
                () ->
                    new RefusedException(
                        Refusal.INVALID,
                        "\"sort\" is one of %s"
                            .formatted(ORDERS.keySet().stream().sorted().toList())));
    if (flag(query, "descending")) {
      order = order.reversed();
    }
    return new ConnectionQuery(filter(query), order.thenComparing(view -> view.connection().id()));
  }

  /** Whether a parameter is there and says so. */
  static boolean flag(FormFields query, String name) {
    return query.first(name).filter("true"::equals).isPresent();
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
    boolean slow = flag(query, "slow");
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

  private static Comparator<ConnectionView> highest(ToLongFunction<ConnectionView> number) {
    return Comparator.comparingLong(Objects.requireNonNull(number)).reversed();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
