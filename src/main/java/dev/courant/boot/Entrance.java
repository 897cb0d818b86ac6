package dev.courant.boot;

import dev.courant.access.Authentication;
import dev.courant.access.Origins;
import dev.courant.access.TokenVerifier;
import dev.courant.access.key.LocalKey;
import dev.courant.access.token.AdminToken;
import dev.courant.access.token.Issuer;
import dev.courant.access.token.JwtVerifier;
import dev.courant.access.token.TokenMint;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts that decide who comes in, and as what.
 *
 * @param origins the origins of pages that may
 * @param authentication finds out who calls
 * @param mint makes tokens
 */
record Entrance(Origins origins, Authentication authentication, TokenMint mint) {
  /**
   * Puts the parts together; the keys and the admin token of the data directory are made where they
   * are missing.
   *
   * @throws IOException when the data directory cannot be used for that
   */
  static Entrance open(Settings settings, Path dataDir, SecureRandom random) throws IOException {
    AccessSettings access = settings.access();
    Clock clock = Clock.systemUTC();
    LocalKey key = LocalKey.in(dataDir, random);
    List<Issuer> issuers = new ArrayList<>(access.issuers());
    issuers.add(Issuer.local(key.keys(), settings.hubUrl().toString()));
    TokenVerifier verifier =
        new JwtVerifier(issuers, access.roles(), access.options().legacyTokens(), clock);
    TokenMint mint = new TokenMint(key, settings.hubUrl(), access.roles().types(), clock);
    AdminToken.keep(dataDir, mint, verifier, clock);
    Origins origins = new Origins(settings.corsOrigins(), settings.hubUrl());
    return new Entrance(origins, new Authentication(verifier, origins, access.options()), mint);
  }
}
