package dev.courant.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.log.Epochs.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochsTest {
  /** The log was restored at 10, at 20, and at 20 again. */
  private final Epochs epochs =
      Epochs.startingWith("a").followedBy("b", 11).followedBy("c", 21).followedBy("d", 21);

  @ParameterizedTest
  @CsvSource({"0, a", "1, a", "10, a", "11, b", "20, b", "21, d", "1000000, d"})
  void anOffsetBelongsToTheNewestEpochThatHadBegun(long offset, String epoch) {
    assertThat(epochs.position(offset).toString()).isEqualTo(epoch + "-" + offset);
  }

  @Test
  void anEpochEndsWhereTheNextBegins() {
    assertThat(epochs.endOf("a")).hasValue(10);
    assertThat(epochs.endOf("b")).hasValue(20);
    assertThat(epochs.endOf("c")).hasValue(20);
    assertThat(epochs.endOf("d")).as("it goes on").isEmpty();
    assertThat(epochs.endOf("z")).isEmpty();
    assertThat(epochs.newest()).isEqualTo(new Epoch("d", 21));
  }

  @Test
  void aChainIsNeverEmptyAndDoesNotChange() {
    assertThatThrownBy(() -> new Epochs(List.of())).isInstanceOf(IllegalArgumentException.class);
    List<Epoch> chain = new ArrayList<>(List.of(new Epoch("a", 1)));
    Epochs fixed = new Epochs(chain);
    chain.add(new Epoch("b", 2));
    assertThat(fixed).isEqualTo(Epochs.startingWith("a"));
  }
}
