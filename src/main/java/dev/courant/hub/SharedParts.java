package dev.courant.hub;

import dev.courant.access.Headcount;
import dev.courant.event.Matcher;
import dev.courant.hub.subscription.SubscriptionTeller;

/**
 * What a node does together with others.
 *
 * @param listeners counts the connections that ask for something, by what they ask for
 * @param connections counts the connections of each subject
 * @param subscriptionTeller tells of subscriptions, also of those of nodes that are gone
 */
public record SharedParts(
    Headcount<Matcher> listeners,
    Headcount<String> connections,
    SubscriptionTeller subscriptionTeller) {}
