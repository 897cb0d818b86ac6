package dev.courant.boot;

import dev.courant.access.MatcherTypes;
import dev.courant.access.token.AuthorizationDetails;
import dev.courant.access.token.Issuer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.List;

/**
 * What a client can learn about getting in: the metadata of an OAuth protected resource (RFC 9728;
 * Mercure draft 08, "Discovery").
 *
 * @param url where it is
 * @param body the JSON
 */
record ResourceMetadata(URI url, String body) {
  /** Below it the path of the resource is repeated (RFC 9728, section 3.1). */
  static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  /** Where the hub is below the context path. */
  static final String HUB = "/.well-known/mercure";

  static ResourceMetadata of(Settings settings) {
    AccessSettings access = settings.access();
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("resource", settings.hubUrl().toString());
    List<String> servers =
        access.issuers().stream()
            .map(Issuer::identifier)
            .filter(identifier -> identifier.startsWith("https://"))
            .toList();
    if (!servers.isEmpty()) {
      // What has no values is left out (RFC 9728, section 3.2).
      json.add("authorization_servers", array(servers));
    }
    if (settings.subscriptionEvents().enabled()) {
      // The list alone is not the feature: whoever has that tells of changes too.
      json.add("mercure_subscriptions", true);
    }
    String body =
        json.add("authorization_details_types_supported", array(List.of(AuthorizationDetails.TYPE)))
            .add("bearer_methods_supported", array(List.of("header")))
            .add("mercure_cookie", access.options().cookie())
            .add("mercure_matcher_types_supported", array(MatcherTypes.NAMES))
            .build()
            .toString();
    return new ResourceMetadata(url(settings.hubUrl()), body);
  }

  /**
   * The standard puts the well-known part in front of the whole path, which is not ours to answer
   * where the application has a context path. So it is beside the hub; a challenge tells where.
   */
  private static URI url(URI hubUrl) {
    String path = hubUrl.getRawPath();
    String here =
        path.endsWith(HUB)
            ? path.substring(0, path.length() - HUB.length()) + WELL_KNOWN + HUB
            : WELL_KNOWN + path;
    return hubUrl.resolve(here);
  }

  private static JsonArrayBuilder array(List<String> texts) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    texts.forEach(array::add);
    return array;
  }
}
