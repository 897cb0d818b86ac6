package dev.courant.boot;

import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.Origins;
import dev.courant.access.PublishRate;
import dev.courant.access.SessionReader;
import dev.courant.access.TokenVerifier;
import dev.courant.access.key.LocalKey;
import dev.courant.access.revocation.RevocationCheck;
import dev.courant.access.revocation.Revocations;
import dev.courant.access.revocation.SessionCheck;
import dev.courant.access.session.SignIns;
import dev.courant.access.token.AdminToken;
import dev.courant.access.token.Issuer;
import dev.courant.access.token.JwtVerifier;
import dev.courant.access.token.RememberingVerifier;
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
 * @param signIns remembers who has signed in with the container
 * @param mint makes tokens
 * @param revocations what was taken back
 * @param publishRate how fast they may publish
 */
record Entrance(
    Origins origins,
    Authentication authentication,
    SignIns signIns,
    TokenMint mint,
    Revocations revocations,
    PublishRate publishRate) {
  /**
   * Puts the parts together; the keys and the admin token of the data directory are made where they
   * are missing.
   *
   * @param sharing where the texts lie that other nodes have as well
   * @throws IOException when the data directory cannot be used for that
   */
  static Entrance open(Settings settings, Path dataDir, Sharing sharing, SecureRandom random)
      throws IOException {
    AccessSettings access = settings.access();
    Clock clock = Clock.systemUTC();
    LocalKey key = LocalKey.in(sharing.text(dataDir, LocalKey.NAME), random);
    sharing.tellOfUnusedKey(dataDir);
    List<Issuer> issuers = new ArrayList<>(access.issuers());
    issuers.add(Issuer.local(key.keys(), settings.hubUrl().toString()));
    Revocations revocations = Revocations.in(sharing.text(dataDir, Revocations.NAME), clock);
    TokenVerifier verifier =
        new RevocationCheck(
            new RememberingVerifier(
                new JwtVerifier(issuers, access.roles(), access.options().legacyTokens(), clock),
                clock),
            revocations);
    TokenMint mint = new TokenMint(key, settings.hubUrl(), access.roles().types(), clock);
    AdminToken.keep(dataDir, mint, verifier, clock);
    Origins origins = new Origins(settings.corsOrigins(), settings.hubUrl());
    SignIns signIns = new SignIns(access.roles(), settings.signInMaxAge(), clock);
    SessionReader sessions = new SessionCheck(signIns, revocations);
    return new Entrance(
        origins,
        new Authentication(verifier, sessions, origins, access.options()),
        signIns,
        mint,
        revocations,
        new PublishRate(settings.publishRate(), System::nanoTime));
  }

  /** Whether the rights of a caller have been taken away, or its sign-in is over. */
  boolean isOver(Caller caller) {
    return revocations.isRevoked(caller) || signIns.hasEnded(caller);
  }
}
