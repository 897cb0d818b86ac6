package dev.courant.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.event.Publication;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void publicationsThatSayTheSameHaveTheSameWhateverTheirKeys() {
    String fingerprint = Fingerprint.of(Publication.on("/a").data("text").key("k").build());
    assertThat(fingerprint).matches("[0-9a-f]{64}");
    assertThat(Fingerprint.of(Publication.of("/a", "text"))).isEqualTo(fingerprint);
    assertThat(Fingerprint.of(Publication.on("/a").data("text").key("l").build()))
        .isEqualTo(fingerprint);
  }

  @Test
  void noTwoThatDifferInAnythingHaveTheSame() {
    List<Publication> different =
        List.of(
            Publication.of("/a", ""),
            Publication.of("/b", ""),
            Publication.of("/a", "/b"),
            Publication.on("/a").alsoOn("/b").build(),
            Publication.on("/b").alsoOn("/a").build(),
            Publication.on("/a").alsoOn("/a").build(),
            Publication.on("/a/b").build(),
            Publication.on("/a").type("x").build(),
            Publication.on("/a").id("x").build(),
            Publication.of("/a", "x"),
            Publication.on("/a").alsoOn("x").build(),
            Publication.on("/a").retry(Duration.ofSeconds(1)).build(),
            Publication.on("/a").ttl(Duration.ofSeconds(1)).build(),
            Publication.on("/a").data("PT1S").build(),
            Publication.on("/a").type("PT1S").build(),
            Publication.on("/a").asPrivate().build(),
            Publication.of("/a", "true"),
            Publication.of("/a", "1:x"),
            Publication.on("/a").data("x").type("y").build(),
            Publication.on("/a").data("xy").build(),
            Publication.on("/a").data("x1:y").build());
    Set<String> fingerprints = different.stream().map(Fingerprint::of).collect(Collectors.toSet());
    assertThat(fingerprints).hasSameSizeAs(different);
  }
}
