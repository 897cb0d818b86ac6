package dev.courant.boot;

import dev.courant.access.Proxies;
import dev.courant.hub.HubLimits;
import dev.courant.hub.subscription.SubscriptionEvents;
import dev.courant.log.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What can be configured, checked. The table in the README tells each key, its unit and its
 * default.
 *
 * @param dataDir where the data of this application lies: a folder of its own for each context path
 * @param hubUrl the public URL of the hub endpoint
 * @param hubUrlIsGuessed whether nobody configured it
 * @param corsOrigins the origins whose pages may use the hub
 * @param sinksMax how many JAX-RS sinks may be open at a time
 * @param log where history is kept
 * @param retention how long things are kept
 * @param limits the numbers that bound the hub
 * @param signInMaxAge how long a sign-in with the container counts at most
 * @param access who may do what
 * @param proxies whose word is taken for where a request comes from
 * @param publishRate how often a subject may publish, per second; 0 for any number
 * @param subscriptionEvents what is told of subscriptions
 * @param scenarios whether the scenarios are shown
 */
record Settings(
    Path dataDir,
    URI hubUrl,
    boolean hubUrlIsGuessed,
    Set<String> corsOrigins,
    int sinksMax,
    LogSettings log,
    Retention retention,
    HubLimits limits,
    Duration signInMaxAge,
    AccessSettings access,
    Proxies proxies,
    int publishRate,
    SubscriptionEvents subscriptionEvents,
    boolean scenarios) {}
