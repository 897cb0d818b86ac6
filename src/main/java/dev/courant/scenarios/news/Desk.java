package dev.courant.scenarios.news;

import java.util.List;

/**
 * What an editor's page needs.
 *
 * @param token with which it publishes
 * @param sections to publish in
 * @param tags to publish under
 */
public record Desk(String token, List<String> sections, List<String> tags) {}
