package dev.courant.access.token;

import static dev.courant.access.token.Desk.assertInvalid;
import static dev.courant.access.token.Desk.token;
import static dev.courant.access.token.Desk.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.courant.access.Administration;
import dev.courant.access.Caller;
import dev.courant.access.Grant;
import dev.courant.event.Matcher;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The claim {@code authorization_details} (Mercure draft 08, "Authorization"; RFC 9396). */
class AuthorizationDetailsTest {
  private static final String GOOD =
      detail("\"actions\":[\"subscribe\",\"publish\"],\"topics\":[{\"match\":\"/a\"}]");

  @Test
  void withoutDetailsThereAreNoRights() {
    assertThat(granted(null)).isEqualTo(Grant.ANONYMOUS);
    assertThat(granted("[]")).isEqualTo(Grant.ANONYMOUS);
  }

  @Test
  void rightsOfSeveralEntriesAddUp() {
    Grant grant =
        granted(
            "[%s,%s,%s]"
                .formatted(
                    GOOD,
                    detail("\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/b\"}]"),
                    detail(
                        "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/c\"},"
                            + "{\"match\":\"/d\",\"match_type\":\"exact\"}]")));
    assertThat(grant)
        .isEqualTo(
            new Grant(matchers("/a", "/c", "/d"), matchers("/a", "/b"), Administration.NONE));
  }

  @Test
  void aStarIsEveryTopic() {
    for (String type : new String[] {"", ",\"match_type\":\"exact\""}) {
      Grant grant =
          granted(
              "[%s]"
                  .formatted(
                      detail(
                          "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"*\"%s}]"
                              .formatted(type))));
      assertThat(grant.subscribe()).containsExactly(Matcher.Everything.INSTANCE);
    }
  }

  @Test
  void entriesOfOtherTypesAndUnknownActionsAreIgnored() {
    assertThat(granted("[{\"type\":\"payment\",\"actions\":1,\"topics\":\"x\"}]"))
        .isEqualTo(Grant.ANONYMOUS);
    assertThat(granted("[{\"type\":\"HTTPS://mercure.rocks/authorization-detail\"}]"))
        .isEqualTo(Grant.ANONYMOUS);
    assertThat(granted("[%s,{\"type\":\"payment\"}]".formatted(GOOD)).publish()).hasSize(1);
    assertThat(
            granted(
                "[%s]"
                    .formatted(
                        detail(
                            "\"actions\":[\"Publish\",\"read\",\"\"],\"topics\":[{\"match\":\"/a\"}]"))))
        .isEqualTo(Grant.ANONYMOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // actions
        "\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":[],\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":null,\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":\"publish\",\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":{\"publish\":true},\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":[\"publish\",1],\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":[null],\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":[[\"publish\"]],\"topics\":[{\"match\":\"/a\"}]",
        "\"actions\":[\"other\",true],\"topics\":[{\"match\":\"/a\"}]",
        // topics
        "\"actions\":[\"publish\"]",
        "\"actions\":[\"publish\"],\"topics\":[]",
        "\"actions\":[\"publish\"],\"topics\":null",
        "\"actions\":[\"publish\"],\"topics\":\"/a\"",
        "\"actions\":[\"publish\"],\"topics\":{\"match\":\"/a\"}",
        "\"actions\":[\"publish\"],\"topics\":[\"/a\"]",
        "\"actions\":[\"publish\"],\"topics\":[{}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":1}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":null}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":[\"/a\"]}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"a\\nb\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"a\\u200Bb\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"\\ud800\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\",\"match_type\":\"regex\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"*\",\"match_type\":\"regex\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\",\"match_type\":\"EXACT\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\",\"match_type\":\"\"}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\",\"match_type\":null}]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\",\"match_type\":1}]",
        "\"actions\":[\"other\"],\"topics\":[{\"match\":\"\"}]",
        // payload
        "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/a\"}],\"payload\":\"x\"",
        "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/a\"}],\"payload\":null",
        "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/a\"}],\"payload\":[]",
        "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\"}],\"payload\":1"
      })
  void anythingWrongWithAnEntryMakesTheWholeTokenInvalid(String members) {
    assertInvalid(members, token("authorization_details", "[%s]".formatted(detail(members))));
    assertInvalid(
        "after a good one, " + members,
        token("authorization_details", "[%s,%s]".formatted(GOOD, detail(members))));
    assertInvalid(
        "before a good one, " + members,
        token("authorization_details", "[%s,%s]".formatted(detail(members), GOOD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "\"x\"",
        "1",
        "true",
        "[1]",
        "[null]",
        "[[]]",
        "[\"x\"]",
        "[{}]",
        "[{\"type\":null}]",
        "[{\"type\":1}]"
      })
  void aClaimThatIsNoListOfTypedEntriesMakesTheTokenInvalid(String claim) {
    assertInvalid(claim, token("authorization_details", claim));
  }

  @Test
  void overALimitTheWholeTokenIsInvalid() {
    String longest = "t".repeat(4096);
    verify(token("authorization_details", "[" + topic(longest) + "]"));
    assertInvalid("a long topic", token("authorization_details", "[" + topic(longest + "t") + "]"));

    verify(token("authorization_details", repeated("{\"type\":\"x\"}", 100)));
    assertInvalid("101 entries", token("authorization_details", repeated("{\"type\":\"x\"}", 101)));

    verify(token("authorization_details", withTopics(250)));
    assertInvalid("251 topics", token("authorization_details", withTopics(251)));
  }

  @Test
  void patternsThatAreTooCostlyTogetherMakeTheTokenInvalid() {
    // A hundred steps each.
    String dear = "{\"match\":\"/%s\",\"match_type\":\"urlpattern\"}".formatted("*.".repeat(50));
    String one = detail("\"actions\":[\"publish\"],\"topics\":[%s]".formatted(dear));
    verify(token("authorization_details", repeated(one, 10)));
    assertInvalid("11", token("authorization_details", repeated(one, 11)));
    String ten = detail("\"actions\":[\"subscribe\"],\"topics\":%s".formatted(repeated(dear, 10)));
    verify(token("authorization_details", "[%s]".formatted(ten)));
    assertInvalid("10 and 1", token("authorization_details", "[%s,%s]".formatted(ten, one)));
  }

  @Test
  void theFirstPartThatGrantsASubscriptionTellsItsPayload() {
    Caller caller =
        verify(
            token(
                "authorization_details",
                "[%s,%s,%s,%s]"
                    .formatted(
                        detail(
                            "\"actions\":[\"publish\"],\"topics\":[{\"match\":\"/a\"}],"
                                + "\"payload\":{\"n\":0}"),
                        detail(
                            "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/a\"}],"
                                + "\"payload\":{\"n\":1,\"deep\":{\"er\":[null,\"\\\"\"]}}"),
                        detail("\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"/b\"}]"),
                        detail(
                            "\"actions\":[\"subscribe\"],\"topics\":[{\"match\":\"*\"}],"
                                + "\"payload\":{\"n\":3}"))));
    assertThat(caller.payloadFor("/a")).hasValue("{\"n\":1,\"deep\":{\"er\":[null,\"\\\"\"]}}");
    assertThat(caller.payloadFor("/b")).isEmpty();
    assertThat(caller.payloadFor("/c")).hasValue("{\"n\":3}");
    assertThat(caller.payloadFor("/books/:id")).hasValue("{\"n\":3}");
    assertThat(caller.payloadFor("*")).hasValue("{\"n\":3}");
    assertThat(Caller.ANONYMOUS.payloadFor("*")).isEmpty();
  }

  private static Grant granted(String details) {
    return verify(token("authorization_details", details)).grant();
  }

  private static String detail(String members) {
    return "{\"type\":\"https://mercure.rocks/authorization-detail\",%s}".formatted(members);
  }

  private static String topic(String name) {
    return detail("\"actions\":[\"publish\"],\"topics\":[{\"match\":\"%s\"}]".formatted(name));
  }

  private static String withTopics(int count) {
    String half =
        "\"actions\":[\"publish\"],\"topics\":" + repeated("{\"match\":\"t\"}", count / 2);
    String rest =
        "\"actions\":[\"publish\"],\"topics\":" + repeated("{\"match\":\"t\"}", count - count / 2);
    return "[%s,%s]".formatted(detail(half), detail(rest));
  }

  private static String repeated(String json, int times) {
    return IntStream.range(0, times).mapToObj(i -> json).collect(Collectors.joining(",", "[", "]"));
  }

  private static Set<Matcher> matchers(String... topics) {
    return Set.of(topics).stream().map(Matcher::parse).collect(Collectors.toSet());
  }
}
