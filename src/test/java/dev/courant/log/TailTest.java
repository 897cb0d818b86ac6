package dev.courant.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final int ALL = Integer.MAX_VALUE;

  private record Entry(long offset, int weightBytes) {}

  @Test
  void anEmptyTailStandsAtTheHeadOfItsLog() {
    Tail<Entry> tail = tail(41, 100);
    assertThat(tail.head()).isEqualTo(41);
    assertThat(tail.oldest()).isEqualTo(42);
    assertThat(tail.after(41, ALL, ALL)).isEmpty();
    assertThat(tail.after(0, ALL, ALL)).isEmpty();

    tail.append(List.of());
    assertThat(tail.oldest()).isEqualTo(42);
    tail.append(entries(42, 1, 1));
    assertThat(tail.after(41, ALL, ALL)).isEqualTo(entries(42, 1, 1));
    assertThat(tail.after(40, ALL, ALL)).isEmpty();
  }

  @Test
  void aSmallTailGoesRoundItsRingAndReadsAtEveryBoundary() {
    Tail<Entry> tail = tail(0, 700);
    for (long head = 1; head <= 5_000; head++) {
      tail.append(entries(head, 1, 1));
      long oldest = Math.max(1, head - 699);
      assertThat(tail.head()).isEqualTo(head);
      assertThat(tail.oldest()).isEqualTo(oldest);
      assertThat(tail.after(oldest - 2, ALL, ALL)).isEmpty();
      assertThat(tail.after(oldest - 1, oldest, ALL)).isEqualTo(entries(oldest, 1, 1));
      assertThat(tail.after(head - 1, ALL, ALL)).isEqualTo(entries(head, 1, 1));
      assertThat(tail.after(head, ALL, ALL)).isEmpty();
      assertThat(tail.after(head + 1, ALL, ALL)).isEmpty();
    }
    assertThat(tail.after(4_300, ALL, ALL)).isEqualTo(entries(4_301, 700, 1));
  }

  @Test
  void aTailGrowsAsFarAsItsBytesAllowInAnySteps() {
    Tail<Entry> oneByOne = tail(1_000, 3_000);
    Tail<Entry> atOnce = tail(1_000, 3_000);
    entries(1_001, 10_000, 1).forEach(entry -> oneByOne.append(List.of(entry)));
    atOnce.append(entries(1_001, 10_000, 1));
    for (Tail<Entry> tail : List.of(oneByOne, atOnce)) {
      assertThat(tail.oldest()).isEqualTo(8_001);
      assertThat(tail.after(8_000, ALL, ALL)).isEqualTo(entries(8_001, 3_000, 1));
    }
  }

  @Test
  void theNewestEntryStaysWhateverItWeighs() {
    Tail<Entry> tail = tail(0, 100);
    tail.append(entries(1, 5, 20));
    assertThat(tail.oldest()).isEqualTo(1);
    tail.append(entries(6, 1, 1_000));
    assertThat(tail.oldest()).isEqualTo(6);
    assertThat(tail.after(5, ALL, 1)).isEqualTo(entries(6, 1, 1_000));
    tail.append(entries(7, 1, 100));
    assertThat(tail.oldest()).isEqualTo(7);
  }

  @Test
  void aPageEndsAtItsLastOffsetOrWithItsBytesButHasAtLeastOneEntry() {
    Tail<Entry> tail = tail(0, 1_000);
    tail.append(entries(1, 10, 10));
    assertThat(tail.after(2, 5, ALL)).isEqualTo(entries(3, 3, 10));
    assertThat(tail.after(2, 2, ALL)).isEmpty();
    assertThat(tail.after(2, ALL, 29)).isEqualTo(entries(3, 2, 10));
    assertThat(tail.after(2, ALL, 30)).isEqualTo(entries(3, 3, 10));
    assertThat(tail.after(2, ALL, 0)).isEqualTo(entries(3, 1, 10));
  }

  @Test
  void aTailReadsLikeTheEndOfAListDoes() {
    Seeds.tryThree(TailTest::compareWithAList);
  }

  private static void compareWithAList(Random random) {
    long base = random.nextInt(3_000);
    long maxBytes = 1L + random.nextInt(20_000);
    Tail<Entry> tail = tail(base, maxBytes);
    List<Entry> kept = new ArrayList<>();
    long head = base;
    for (int step = 0; step < 3_000; step++) {
      List<Entry> batch = new ArrayList<>();
      for (int n = random.nextInt(step % 100 == 0 ? 3_000 : 10); n > 0; n--) {
        batch.add(new Entry(++head, random.nextInt(30)));
      }
      tail.append(batch);
      kept.addAll(batch);
      long bytes = kept.stream().mapToLong(Entry::weightBytes).sum();
      while (bytes > maxBytes && kept.size() > 1) {
        bytes -= kept.remove(0).weightBytes();
      }
      assertThat(tail.head()).isEqualTo(head);
      assertThat(tail.oldest()).isEqualTo(head + 1 - kept.size());
      long after = head - kept.size() - 3 + random.nextInt(kept.size() + 6);
      long upTo = after + random.nextInt(kept.size() + 2);
      int pageBytes = random.nextInt(1_000);
      assertThat(tail.after(after, upTo, pageBytes)).isEqualTo(page(kept, after, upTo, pageBytes));
    }
  }

  @Test
  void aPageIsWholeWhileEntriesComeAndGo() throws Exception {
    Tail<Entry> tail = tail(0, 500);
    ExecutorService appender = Executors.newSingleThreadExecutor();
    try {
      Future<?> appending =
          appender.submit(
              () -> LongStream.rangeClosed(1, 200_000).forEach(o -> tail.append(entries(o, 1, 1))));
      for (long after = 0; after < 200_000; ) {
        List<Entry> page = tail.after(after, ALL, 100);
        assertThat(page).isEqualTo(entries(after + 1, page.size(), 1));
        long oldest = tail.oldest();
        after = page.isEmpty() ? Math.max(after, oldest - 1) : after + page.size();
      }
      appending.get();
    } finally {
      appender.shutdownNow();
    }
  }

  private static List<Entry> page(List<Entry> kept, long after, long upTo, int maxBytes) {
    List<Entry> page = new ArrayList<>();
    if (kept.isEmpty() || after + 1 < kept.get(0).offset()) {
      return page;
    }
    int bytes = 0;
    for (Entry entry : kept) {
      if (entry.offset() > after && entry.offset() <= upTo) {
        bytes += entry.weightBytes();
        if (bytes > maxBytes && !page.isEmpty()) {
          break;
        }
        page.add(entry);
      }
    }
    return page;
  }

  private static Tail<Entry> tail(long head, long maxBytes) {
    return new Tail<>(head, maxBytes, Entry::weightBytes);
  }

  private static List<Entry> entries(long first, int count, int weightBytes) {
    return LongStream.range(first, first + count)
        .mapToObj(offset -> new Entry(offset, weightBytes))
        .toList();
  }
}
