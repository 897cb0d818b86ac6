package dev.courant.access.key;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import java.util.List;
import java.util.Optional;

/** The keys of one issuer. Any thread may ask. */
public interface IssuerKeys {
  /**
   * The keys that a token of this issuer may have been signed with.
   *
   * @param hint the name of the key, by the token; only a hint: when there is no such key, any may
   *     be it
   * @throws RefusedException ({@link Refusal#ISSUER_UNAVAILABLE}) when they cannot be had
   */
  List<VerificationKey> candidates(Optional<String> hint);

  /** Keys that do not change. */
  static IssuerKeys fixed(List<VerificationKey> keys) {
    List<VerificationKey> all = List.copyOf(keys);
    return hint -> likely(all, hint);
  }

  /** Those among {@code keys} that are called so, or else all. */
  static List<VerificationKey> likely(List<VerificationKey> keys, Optional<String> hint) {
    List<VerificationKey> called =
        hint.map(name -> keys.stream().filter(key -> key.isCalled(name)).toList())
            .orElse(List.of());
    return called.isEmpty() ? keys : called;
  }
}
