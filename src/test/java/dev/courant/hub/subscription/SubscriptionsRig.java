package dev.courant.hub.subscription;

import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.access.Payload;
import dev.courant.event.Matcher;
import dev.courant.wire.Subscription;
import dev.courant.wire.SubscriptionFormat;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Subscriptions, and a clock that stands still. */
abstract class SubscriptionsRig {
  static final Duration GRACE = Duration.ofSeconds(10);
  static final int ALL = Integer.MAX_VALUE;
  static final String HUB_PATH = "/.well-known/mercure";

  final AtomicLong nanos = new AtomicLong(-5);
  final Subscriptions subscriptions =
      new Subscriptions(
          new SubscriptionEvents(List.of(SubscriptionFormat.MERCURE), GRACE), HUB_PATH, nanos::get);

  String begin(Caller caller, String... matchers) {
    return subscriptions.begin(caller, matchers(matchers));
  }

  List<Subscription> list() {
    return subscriptions.list(s -> true, ALL);
  }

  List<String> told() {
    List<Subscriber.Change> changes = subscriptions.poll(ALL);
    changes.forEach(change -> subscriptions.note(change, Subscriber.Telling.DONE));
    return changes.stream().map(c -> (c.isHere() ? "+" : "-") + c.subscriber().id).toList();
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  static Caller caller(String subject, Payload... payloads) {
    return new Caller(
        subject,
        Optional.of("https://id.example"),
        Optional.empty(),
        Optional.empty(),
        Grant.ANONYMOUS,
        List.of(payloads));
  }

  static Set<Matcher> matchers(String... texts) {
    return Arrays.stream(texts).map(Matcher::parse).collect(Collectors.toSet());
  }
}
