package dev.courant.hub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;

/** A connection with a channel that the test controls, and a clock that stands still. */
abstract class ConnectionRig {
  static final int OUTBOX_BYTES = 1_000;

  final AtomicLong clock = new AtomicLong();
  final List<Departure> departures = new ArrayList<>();
  final Connection connection = connection(OUTBOX_BYTES);
  RecordingChannel channel = RecordingChannel.open();

  @AfterEach
  void theContractOfTheChannelWasKept() {
    assertThat(channel.breaches()).isEmpty();
  }

  void attachBlocked() {
    channel = RecordingChannel.blocked();
    connection.attach(channel);
  }

  Connection connection(int outboxMaxBytes) {
    return new Connection(
        Samples.everything(), outboxMaxBytes, clock::get, (c, why) -> departures.add(why));
  }
}
