package dev.courant.access.revocation;

import dev.courant.access.revocation.Revocation.Kind;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Revocations as JSON: an object with {@code token_id} or {@code subject}, and perhaps {@code
 * issuer} and {@code until}, in seconds since 1970.
 */
public final class RevocationJson {
  private static final String TOKEN_ID = "token_id";
  private static final String SUBJECT = "subject";
  private static final String ISSUER = "issuer";
  private static final String UNTIL = "until";
  private static final Set<String> MEMBERS = Set.of(TOKEN_ID, SUBJECT, ISSUER, UNTIL);

  /** As long as a name in a token may be. */
  private static final int MAX_NAME_CHARS = 512;

  /** The end of the year 9999. */
  private static final double LATEST_SECONDS = 253_402_300_799d;

  // Looked up once: each look costs a walk through the class path.
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private RevocationJson() {}

  /**
   * The revocation that an object tells.
   *
   * @throws RefusedException ({@link Refusal#INVALID}) when it is not as told above
   */
  public static Revocation read(JsonObject json) {
    if (!MEMBERS.containsAll(json.keySet())) {
      throw invalid("There are the members " + new TreeSet<>(MEMBERS) + " and no others");
    }
    Optional<String> tokenId = name(json, TOKEN_ID);
    Optional<String> subject = name(json, SUBJECT);
    if (tokenId.isPresent() == subject.isPresent()) {
      throw invalid("There is either \"token_id\" or \"subject\"");
    }
    return new Revocation(
        tokenId.isPresent() ? Kind.TOKEN : Kind.SUBJECT,
        tokenId.or(() -> subject).orElseThrow(),
        name(json, ISSUER),
        until(json));
  }

  /** The object that tells a revocation. */
  public static JsonObject write(Revocation revocation) {
    JsonObjectBuilder json =
        BUILDERS
            .createObjectBuilder()
            .add(revocation.kind() == Kind.TOKEN ? TOKEN_ID : SUBJECT, revocation.name());
    revocation.issuer().ifPresent(issuer -> json.add(ISSUER, issuer));
    revocation.until().ifPresent(until -> json.add(UNTIL, until.getEpochSecond()));
    return json.build();
  }

  private static Optional<String> name(JsonObject json, String member) {
    JsonValue value = json.get(member);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text
        && !text.getString().isEmpty()
        && text.getString().length() <= MAX_NAME_CHARS) {
      return Optional.of(text.getString());
    }
    throw invalid("\"%s\" is a text of 1 to %d characters".formatted(member, MAX_NAME_CHARS));
  }

  private static Optional<Instant> until(JsonObject json) {
    JsonValue value = json.get(UNTIL);
    if (value == null) {
      return Optional.empty();
    }
    // As a double: exponents may be such that an exact number would fill the memory.
    if (value instanceof JsonNumber number
        && number.doubleValue() >= 0
        && number.doubleValue() <= LATEST_SECONDS) {
      return Optional.of(Instant.ofEpochSecond((long) Math.ceil(number.doubleValue())));
    }
    throw invalid("\"until\" is a date in seconds since 1970");
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(Refusal.INVALID, detail);
  }
}
