package dev.courant.access.revocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.token.StrictJson;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Revocations as the text that is kept: an object with all of them. */
final class RevocationText {
  private static final System.Logger LOG = System.getLogger(RevocationText.class.getName());
  private static final String LIST = "revocations";

  private RevocationText() {}

  static String of(Collection<Revocation> revocations) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    revocations.forEach(revocation -> list.add(RevocationJson.write(revocation)));
    return Json.createObjectBuilder().add(LIST, list).build().toString();
  }

  /** Those that a text tells: none where there is no text, and absent when it is none of ours. */
  static Optional<List<Revocation>> parsed(Optional<String> text) {
    if (text.isEmpty()) {
      return Optional.of(List.of());
    }
    try {
      JsonValue list =
          StrictJson.object("The file", text.get().getBytes(UTF_8), Refusal.INVALID).get(LIST);
      if (list instanceof JsonArray array) {
        return Optional.of(
            array.stream().map(JsonValue::asJsonObject).map(RevocationJson::read).toList());
      }
    } catch (RefusedException | ClassCastException e) {
      LOG.log(System.Logger.Level.DEBUG, "No list of revocations", e);
    }
    return Optional.empty();
  }
}
