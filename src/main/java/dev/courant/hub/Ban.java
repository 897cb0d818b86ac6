package dev.courant.hub;

import dev.courant.access.Caller;
import dev.courant.access.Client;
import dev.courant.event.Matcher;
import dev.courant.hub.connection.Connection;
import dev.courant.hub.connection.Visitor;
import java.util.Optional;
import java.util.Set;

/**
 * Who is to stay away, and until when. An immutable value.
 *
 * @param id the name under which it can be lifted
 * @param until the time when it ends, in milliseconds since 1970
 */
public record Ban(String id, Who who, long until) {
  /** Whom it concerns. */
  public sealed interface Who {
    /** Whether a visitor who asks for that is meant. */
    boolean isMet(Visitor visitor, Set<Matcher> matchers);

    /** Whether an open connection is meant. */
    boolean isMet(Connection connection);
  }

  /**
   * One connection. When its client comes back nobody can tell that it is the same: so it is known
   * by what it says of itself, and by what it asks for.
   *
   * @param id the id of the connection
   * @param identity whose it is, as {@link Caller#identity} has it
   * @param subject the same, for people
   */
  public record OneConnection(
      String id, String identity, String subject, Client client, Set<Matcher> matchers)
      implements Who {
    /** As an open connection stands now. */
    static OneConnection of(Connection connection) {
      Caller caller = connection.caller();
      return new OneConnection(
          connection.id(),
          caller.identity(),
          caller.subject(),
          connection.visitor().client(),
          connection.interest().matchers());
    }

    @Override
    public boolean isMet(Visitor visitor, Set<Matcher> asked) {
      return visitor.caller().identity().equals(identity)
          && visitor.client().address().equals(client.address())
          && visitor.client().userAgent().equals(client.userAgent())
          && asked.equals(matchers);
    }

    @Override
    public boolean isMet(Connection connection) {
      return connection.id().equals(id);
    }
  }

  /**
   * Everybody whom that issuer calls so, or any issuer.
   *
   * @param subject the name; not empty
   */
  public record Subject(String subject, Optional<String> issuer) implements Who {
    @Override
    public boolean isMet(Visitor visitor, Set<Matcher> asked) {
      return isMet(visitor.caller());
    }

    @Override
    public boolean isMet(Connection connection) {
      return isMet(connection.caller());
    }

    private boolean isMet(Caller caller) {
      return !caller.isAnonymous()
          && caller.subject().equals(subject)
          && (issuer.isEmpty() || caller.issuer().equals(issuer));
    }
  }

  /** Who presents the token with this id. */
  public record Token(String tokenId) implements Who {
    @Override
    public boolean isMet(Visitor visitor, Set<Matcher> asked) {
      return visitor.caller().tokenId().equals(Optional.of(tokenId));
    }

    @Override
    public boolean isMet(Connection connection) {
      return connection.caller().tokenId().equals(Optional.of(tokenId));
    }
  }
}
