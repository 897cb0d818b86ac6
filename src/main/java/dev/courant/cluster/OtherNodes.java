package dev.courant.cluster;

import dev.courant.access.Caller;
import dev.courant.access.key.KeptText;
import dev.courant.event.Matcher;
import dev.courant.event.Matchers;
import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.hub.Answers;
import dev.courant.hub.Hub;
import dev.courant.hub.Neighbours;
import dev.courant.hub.Reach;
import dev.courant.hub.SharedDismissals;
import dev.courant.hub.Standings;
import dev.courant.hub.subscription.SubscriptionQuery;
import dev.courant.wire.Subscription;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Asks the other nodes for connections, and does what they ask for. Any thread may call it. */
public final class OtherNodes implements Neighbours {
  private static final System.Logger LOG = System.getLogger(OtherNodes.class.getName());
  private static final String RENEW = "renew";
  private static final String CHANGE = "change";
  private static final String SUBSCRIPTIONS = "subscriptions";
  private static final String MAX = "max";
  private static final String CONNECTION = "connection";
  private static final String CALLER = "caller";
  private static final String KNOWN = "known";
  private static final String REFUSAL = "refusal";
  private static final String DETAIL = "detail";

  private final Hub hub;
  private final Switchboard switchboard;
  private final CallerJson callers;
  private final DistantDismissals dismissals;

  /**
   * The others that a switchboard leads to.
   *
   * @param matchers makes matchers as this hub has them
   * @param bans who is to stay away, for all nodes
   */
  public OtherNodes(Hub hub, Switchboard switchboard, Matchers matchers, KeptText bans) {
    this.hub = hub;
    this.switchboard = switchboard;
    this.callers = new CallerJson(matchers);
    this.dismissals = new DistantDismissals(this, new BanJson(callers), bans);
  }

  /** From now on others get what they ask for. */
  public void serve() {
    dismissals.serve(hub.dismissals(), switchboard);
    Standings standings = hub.standings();
    switchboard.answer(
        SUBSCRIPTIONS,
        question -> {
          JsonObject asked = read(question);
          SubscriptionQuery query = SubscriptionJson.query(asked);
          List<Subscription> here = hub.subscriptions().list(query::asksFor, asked.getInt(MAX));
          return Json.createObjectBuilder()
              .add(SUBSCRIPTIONS, SubscriptionJson.write(here))
              .build()
              .toString();
        });
    switchboard.answer(
        RENEW,
        question -> {
          JsonObject asked = read(question);
          Caller caller = callers.read(asked.getJsonObject(CALLER));
          return answer(() -> standings.renewHere(asked.getString(CONNECTION), caller));
        });
    switchboard.answer(
        CHANGE,
        question -> {
          JsonObject asked = read(question);
          Caller caller = callers.read(asked.getJsonObject(CALLER));
          Set<Matcher> added = callers.matchers(asked.getJsonArray("added"));
          Set<Matcher> removed = callers.matchers(asked.getJsonArray("removed"));
          return answer(
              () -> standings.changeHere(asked.getString(CONNECTION), caller, added, removed));
        });
  }

  @Override
  public boolean isNobody() {
    return false;
  }

  @Override
  public boolean renew(String connectionId, Caller caller) {
    return ask(RENEW, about(connectionId, caller));
  }

  @Override
  public boolean change(
      String connectionId, Caller caller, Set<Matcher> added, Set<Matcher> removed) {
    return ask(
        CHANGE,
        about(connectionId, caller)
            .add("added", CallerJson.write(added))
            .add("removed", CallerJson.write(removed)));
  }

  @Override
  public List<Subscription> subscriptions(SubscriptionQuery query, int max) {
    String question = SubscriptionJson.write(query).add(MAX, max).build().toString();
    return answers(SUBSCRIPTIONS, question, answer -> false).stream()
        .flatMap(a -> SubscriptionJson.subscriptions(a.getJsonArray(SUBSCRIPTIONS)).stream())
        .toList();
  }

  @Override
  public SharedDismissals dismissals() {
    return dismissals;
  }

  @Override
  public Answers ask(String kind, String question, Predicate<String> isEnough) {
    if (isCutOff()) {
      return new Answers(List.of(), Reach.CUT_OFF);
    }
    try {
      Switchboard.Given given = switchboard.askAll(kind, question, isEnough);
      return new Answers(given.texts(), Reach.of(given.asked(), given.texts().size()));
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "Other nodes cannot be asked just now", e);
      return new Answers(List.of(), Reach.CUT_OFF);
    }
  }

  /** Whether the database is known to be away: nobody waits for it then. */
  boolean isCutOff() {
    return hub.insight().trouble().isPresent();
  }

  private boolean ask(String kind, JsonObjectBuilder question) {
    List<JsonObject> answers =
        answers(kind, question.build().toString(), answer -> answer.getBoolean(KNOWN));
    for (JsonObject answer : answers) {
      if (answer.containsKey(REFUSAL)) {
        throw new RefusedException(
            Refusal.valueOf(answer.getString(REFUSAL)), answer.getString(DETAIL));
      }
    }
    return answers.stream().anyMatch(answer -> answer.getBoolean(KNOWN));
  }

  private List<JsonObject> answers(String kind, String question, Predicate<JsonObject> isEnough) {
    try {
      return switchboard.ask(kind, question, answer -> isEnough.test(read(answer))).stream()
          .map(OtherNodes::read)
          .toList();
    } catch (SQLException e) {
      RefusedException refused = cutOff();
      refused.initCause(e);
      throw refused;
    }
  }

  static RefusedException cutOff() {
    return new RefusedException(
        Refusal.STORE_UNAVAILABLE, "The other nodes cannot be asked just now");
  }

  private static JsonObjectBuilder about(String connectionId, Caller caller) {
    return Json.createObjectBuilder()
        .add(CONNECTION, connectionId)
        .add(CALLER, CallerJson.write(caller));
  }

  private static String answer(BooleanSupplier step) {
    JsonObjectBuilder answer = Json.createObjectBuilder();
    try {
      answer.add(KNOWN, step.getAsBoolean());
    } catch (RefusedException e) {
      answer.add(KNOWN, true).add(REFUSAL, e.refusal().name()).add(DETAIL, e.detail());
    }
    return answer.build().toString();
  }

  static JsonObject read(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
