package dev.courant.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nobody writes fields of the stream but the hub: characters that could, or that make two names
 * look alike, are refused in topic, id and type, through every way in, and nothing of it is seen.
 */
interface InjectionBehaviour {
  /** The server on which the application is deployed. */
  ServerUnderTest server();

  /** C0, DEL, C1, and of the format characters some of each kind. */
  private static List<String> forbidden() {
    List<String> characters = new ArrayList<>();
    for (char c = 0; c < 0xA0; c = c == 0x1F ? 0x7F : (char) (c + 1)) {
      characters.add(String.valueOf(c));
    }
    characters.addAll(List.of("\u00AD", "\u200B", "\u200D", "\u202E", "\u2066", "\uFEFF"));
    characters.add(Character.toString(0xE0001));
    characters.add("\r\ndata: injected\r\n\r\n");
    return characters;
  }

  @Test
  default void controlCharactersAreRefusedOverHttp() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/injection")) {
      for (String bad : forbidden()) {
        for (String field : List.of("topic", "id", "type")) {
          String form = HubCaller.form("topic", "/injection", "data", "x", field, "a" + bad + "b");
          assertThat(caller.post(form).statusCode()).as(name(field, bad)).isEqualTo(400);
        }
      }
      assertNothingWasSeen(reader);
    }
  }

  @Test
  default void controlCharactersAreRefusedToTheCallerOfFire() throws Exception {
    refusedInside("fire");
  }

  @Test
  default void controlCharactersAreRefusedToTheCallerOfABroadcast() throws Exception {
    refusedInside("fire/broadcast");
  }

  @Test
  default void controlCharactersAreRefusedToTheCallerOfFireWithAPushedPayload() throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/injection")) {
      for (String bad : forbidden()) {
        assertThat(caller.trigger("fire/pushed", "", "topic", "/injection" + bad, "id", "1"))
            .as(name("topic", bad))
            .isEqualTo("refused INVALID");
        assertThat(
                caller.trigger(
                    "fire/pushed", "", "topic", "/injection", "type", "a" + bad + "b", "id", "1"))
            .as(name("type", bad))
            .isEqualTo("refused INVALID");
      }
      assertNothingWasSeen(reader);
    }
  }

  private void refusedInside(String wayIn) throws Exception {
    HubCaller caller = new HubCaller(server());
    try (var reader = StreamReader.on(server(), "/injection")) {
      for (String bad : forbidden()) {
        String value = "a" + bad + "b";
        assertThat(caller.trigger(wayIn, "x", "topic", value))
            .as(name("topic", bad))
            .isEqualTo("refused INVALID");
        for (String field : List.of("id", "type")) {
          assertThat(caller.trigger(wayIn, "x", "topic", "/injection", field, value))
              .as(name(field, bad))
              .isEqualTo("refused INVALID");
        }
      }
      assertNothingWasSeen(reader);
    }
  }

  private void assertNothingWasSeen(StreamReader reader) throws Exception {
    new HubCaller(server()).publish("topic", "/injection", "data", "the end");
    assertThat(reader.dataUpTo("the end")).containsExactly("the end");
  }

  private static String name(String field, String bad) {
    return "U+%04X in %s".formatted(bad.codePointAt(0), field);
  }
}
