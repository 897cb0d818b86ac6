package dev.courant.boot;

import dev.courant.access.Administration;
import dev.courant.access.MatcherText;
import dev.courant.access.token.TokenMint;
import dev.courant.access.token.TokenOrder;
import dev.courant.event.Tokens;
import dev.courant.event.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the tokens that an application asks for, with the hub's mint. It is looked for when it is
 * used: a bean that injects this may be made where the hub could not be started, and is not to keep
 * the application from telling why.
 */
@ApplicationScoped
public class ApplicationTokens implements Tokens {
  @Inject private Instance<TokenMint> mint;

  @Override
  public String toSubscribe(String subject, Duration lifetime, String... topics) {
    return mint(new TokenOrder(subject, exactly(topics), List.of(), Administration.NONE, lifetime));
  }

  @Override
  public String toPublish(String subject, Duration lifetime, String... topics) {
    return mint(new TokenOrder(subject, List.of(), exactly(topics), Administration.NONE, lifetime));
  }

  private String mint(TokenOrder order) {
    return mint.get().mint(order);
  }

  private static List<MatcherText> exactly(String... topics) {
    return Stream.of(topics)
        .map(Topic::new)
        .map(topic -> new MatcherText(MatcherText.EXACT, topic.name()))
        .toList();
  }
}
