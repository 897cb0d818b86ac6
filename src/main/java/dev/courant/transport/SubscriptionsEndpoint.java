package dev.courant.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.courant.access.AccessOptions;
import dev.courant.access.Authentication;
import dev.courant.access.Caller;
import dev.courant.access.Origins;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Topic;
import dev.courant.hub.Hub;
import dev.courant.wire.Subscription;
import dev.courant.wire.SubscriptionFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells who listens to what (Mercure draft 08, "Active Subscriptions"): to whoever may read the
 * events about that. What somebody may not know of and what is not there look the same. Called on
 * request threads.
 */
@ApplicationScoped
public class SubscriptionsEndpoint {
  /** At most so many subscriptions are told in one answer. */
  static final int MAX_LISTED = 1000;

  @Inject private Hub hub;
  @Inject private Authentication authentication;
  @Inject private AccessOptions options;
  @Inject private Origins origins;

  /**
   * Answers with a document.
   *
   * @param root the path of the API
   * @throws RefusedException when the caller may not know, or there is no such subscription
   */
  public void answer(HttpServletRequest request, HttpServletResponse response, String root)
      throws IOException {
    Caller caller = authentication.identifiedOf(request, "Looking at subscriptions");
    SubscriptionPath path = path(request, root);
    URI hubUrl = origins.hubUrl();
    String topic = path.under(hubUrl.getRawPath());
    if (!caller.grant().maySubscribe(new Topic(topic))) {
      throw new RefusedException(
          Refusal.FORBIDDEN, "The token does not grant subscribing to this path");
    }
    // In this order: what happens in between is told once more, and not left out.
    String cursor = hub.cursor();
    List<Subscription> found = hub.everybodysSubscriptions(path.query(), MAX_LISTED + 1);
    String document = document(path, topic, found, cursor);
    setHeaders(response, path.format(), hubUrl, cursor);
    String tag = tag(document);
    response.setHeader("ETag", tag);
    if (isKnown(request, tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(path.format().mediaType());
    response.getOutputStream().write(document.getBytes(UTF_8));
  }

  private SubscriptionPath path(HttpServletRequest request, String root) {
    String path = request.getRequestURI();
    if (!path.startsWith(root)) {
      throw new RefusedException(Refusal.NOT_FOUND, "There is nothing at this path");
    }
    return SubscriptionPath.parse(path.substring(root.length()), isLegacy(request));
  }

  /**
   * Clients of Mercure 0.x do not say what they accept. Where there may be such, it is for those of
   * today to do so.
   */
  private boolean isLegacy(HttpServletRequest request) {
    return options.legacyTokens()
        && Collections.list(request.getHeaders("Accept")).stream()
            .map(accept -> accept.toLowerCase(Locale.ROOT))
            .noneMatch(accept -> accept.contains(SubscriptionFormat.MERCURE.mediaType()));
  }

  private String document(
      SubscriptionPath path, String topic, List<Subscription> found, String cursor) {
    String hubPath = origins.hubUrl().getRawPath();
    if (path.subscriber().isEmpty()) {
      List<Subscription> some = found.subList(0, Math.min(found.size(), MAX_LISTED));
      boolean truncated = some.size() < found.size();
      return path.format().document(hubPath, topic, some, truncated, cursor);
    }
    return found.stream()
        .findFirst()
        .map(one -> path.format().document(hubPath, one, true, Optional.of(cursor)))
        .orElseThrow(
            () -> new RefusedException(Refusal.NOT_FOUND, "There is no such subscription"));
  }

  private static void setHeaders(
      HttpServletResponse response, SubscriptionFormat format, URI hubUrl, String cursor) {
    response.setHeader(
        "Link",
        "<%s>; rel=\"mercure\"; last-event-id=\"%s\"; type=\"mercure\"; content-type=\"%s\""
            .formatted(hubUrl, cursor, format.mediaType()));
    response.setHeader("Cache-Control", "private, max-age=0, must-revalidate");
    response.addHeader("Vary", "Accept, Authorization, Cookie");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  private static String tag(String document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8));
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has it", e);
    }
  }

  private static boolean isKnown(HttpServletRequest request, String tag) {
    return Collections.list(request.getHeaders("If-None-Match")).stream()
        .anyMatch(known -> known.strip().equals("*") || known.contains(tag));
  }
}
