package dev.courant.log.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Event;
import dev.courant.event.Position;
import dev.courant.event.Publication;
import dev.courant.log.EventLog;
import dev.courant.log.EventLogContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryLogTest extends EventLogContract {
  @Override
  protected EventLog openLog(long retentionBytes) {
    return new MemoryLog("e", retentionBytes, System::currentTimeMillis);
  }

  @Test
  void anEventBearsTheEpochAndTheTimeAtWhichItWasStored() throws Exception {
    AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    try (EventLog log = new MemoryLog("k3", 10_000, clock::get)) {
      Publication publication = Publication.of("/a", "text");
      assertThat(log.append(List.of(publication)).get())
          .containsExactly(new Event(new Position("k3", 1), 1_700_000_000_000L, publication));
      assertThat(log.head()).isEqualTo(new Position("k3", 1));
    }
  }
}
