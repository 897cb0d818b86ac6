package dev.courant.admin.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.FormFields;
import dev.courant.admin.page.Page;
import jakarta.json.Json;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections of several nodes in one order. */
class ListingTest {
  private static final Listing ONE =
      new Listing(10, 2, List.of(row("b", Rank.by(7)), row("d", Rank.by(Long.MIN_VALUE))));
  private static final Listing OTHER =
      new Listing(5, 3, List.of(row("a", new Rank("", 7, 1)), row("c", Rank.by(7)), row("e", 1)));

  @Test
  void nodesTellItToEachOtherAsItIs() {
    assertThat(Listing.read(ONE.write())).isEqualTo(ONE);
    assertThat(Listing.read(OTHER.write())).isEqualTo(OTHER);
    Listing texts = new Listing(1, 1, List.of(row("a", Rank.by("a \"quoted\" é"))));
    assertThat(Listing.read(texts.write())).isEqualTo(texts);
    Listing much = new Listing(500, 500, Collections.nCopies(500, row("the same", Rank.by(1))));
    assertThat(much.write()).hasSizeLessThan(1_000);
    assertThat(Listing.read(much.write())).isEqualTo(much);
  }

  @Test
  void numbersBeginWithTheHighestAndTheIdDecidesWhereNothingElseDoes() {
    Listing together = ONE.and(OTHER, query("").order());
    assertThat(ids(together)).containsExactly("a", "b", "c", "e", "d");
    assertThat(together.total()).isEqualTo(15);
    assertThat(together.matching()).isEqualTo(5);
    assertThat(ids(together.part(new Page(1, 2)))).containsExactly("b", "c");
    assertThat(ids(together.part(new Page(4, 2)))).containsExactly("d");
    assertThat(ids(together.part(new Page(5, 2)))).isEmpty();
  }

  @Test
  void theOtherWayRoundTheIdsStayAsTheyAre() {
    Listing together = ONE.and(OTHER, query("descending=true").order());
    assertThat(ids(together)).containsExactly("d", "e", "b", "c", "a");
  }

  @Test
  void textsBeginWithTheFirst() {
    Listing one = new Listing(1, 1, List.of(row("1", Rank.by("bob"))));
    Listing other = new Listing(1, 1, List.of(row("2", Rank.by("ann"))));
    assertThat(ids(one.and(other, query("").order()))).containsExactly("2", "1");
  }

  private static ConnectionQuery query(String text) {
    return ConnectionQuery.in(FormFields.parse(text.getBytes(UTF_8)));
  }

  private static Listing.Row row(String id, long number) {
    return row(id, Rank.by(number));
  }

  private static Listing.Row row(String id, Rank rank) {
    return new Listing.Row(rank, Json.createObjectBuilder().add("id", id).build());
  }

  private static List<String> ids(Listing listing) {
    return listing.rows().stream().map(Listing.Row::id).toList();
  }
}
