package dev.courant.scenarios.news;

import jakarta.json.Json;
import java.util.List;

/**
 * Something that is told; the editor's page makes the same JSON.
 *
 * @param id its name
 * @param kind item, correction or retraction
 * @param of the item that is corrected or retracted; of an item empty
 * @param section town, sports, ...
 * @param tags what it is about
 * @param headline one line
 * @param text lines
 * @param by who tells it
 * @param at when, ISO 8601
 */
public record NewsItem(
    String id,
    String kind,
    String of,
    String section,
    List<String> tags,
    String headline,
    String text,
    String by,
    String at) {
  /** As the pages read it. */
  public String json() {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("kind", kind)
        .add("of", of)
        .add("section", section)
        .add("tags", Json.createArrayBuilder(tags))
        .add("headline", headline)
        .add("text", text)
        .add("by", by)
        .add("at", at)
        .build()
        .toString();
  }
}
