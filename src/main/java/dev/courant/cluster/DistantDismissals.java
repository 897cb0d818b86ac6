package dev.courant.cluster;

import dev.courant.access.key.KeptText;
import dev.courant.hub.Answers;
import dev.courant.hub.Ban;
import dev.courant.hub.Dismissals;
import dev.courant.hub.Dismissed;
import dev.courant.hub.Reach;
import dev.courant.hub.SharedDismissals;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Dismissals on the other nodes. Bans lie in the database, so that a node that is started later, or
 * was away, has them; the others are told at once that they have changed. Any thread may call it.
 */
final class DistantDismissals implements SharedDismissals {
  private static final System.Logger LOG = System.getLogger(DistantDismissals.class.getName());
  private static final String FOLLOW = "bans";
  private static final String FIND = "find";
  private static final String END = "end";
  private static final String WHO = "who";
  private static final String ENDED = "ended";

  private final OtherNodes others;
  private final BanJson json;
  private final KeptText text;

  DistantDismissals(OtherNodes others, BanJson json, KeptText text) {
    this.others = others;
    this.json = json;
    this.text = text;
  }

  /** From now on others get what they ask for. */
  void serve(Dismissals here, Switchboard switchboard) {
    switchboard.answer(
        FOLLOW,
        question -> {
          try {
            here.refresh();
          } catch (IOException e) {
            // No answer: whoever asks is to know that it is not in effect here yet.
            throw new UncheckedIOException(e);
          }
          return "{}";
        });
    switchboard.answer(
        FIND,
        question -> {
          JsonObjectBuilder answer = Json.createObjectBuilder();
          here.findHere(OtherNodes.read(question).getString(WHO))
              .ifPresent(who -> answer.add(WHO, json.write(who)));
          return answer.build().toString();
        });
    switchboard.answer(
        END,
        question -> {
          Ban.Who who = json.who(OtherNodes.read(question).getJsonObject(WHO));
          return Json.createObjectBuilder().add(ENDED, here.endHere(who)).build().toString();
        });
  }

  @Override
  public List<Ban> change(List<Ban> known, UnaryOperator<List<Ban>> step) throws IOException {
    if (others.isCutOff()) {
      throw new IOException("the database is away");
    }
    String now =
        text.update(
            before -> json.write(step.apply(before.map(b -> parsed(b, known)).orElse(known))));
    return json.bans(now);
  }

  @Override
  public Reach follow() {
    return others.ask(FOLLOW, "{}", answer -> false).reach();
  }

  @Override
  public Optional<Ban.OneConnection> find(String connectionId) {
    String question = Json.createObjectBuilder().add(WHO, connectionId).build().toString();
    Answers answers =
        others.ask(FIND, question, answer -> OtherNodes.read(answer).containsKey(WHO));
    Optional<Ban.OneConnection> found =
        answers.texts().stream()
            .map(OtherNodes::read)
            .filter(answer -> answer.containsKey(WHO))
            .map(answer -> json.connection(answer.getJsonObject(WHO)))
            .findFirst();
    if (found.isEmpty() && !answers.reach().isComplete()) {
      // Who has not answered may have it.
      throw OtherNodes.cutOff();
    }
    return found;
  }

  @Override
  public Dismissed end(Ban.Who who) {
    String question = Json.createObjectBuilder().add(WHO, json.write(who)).build().toString();
    boolean isOne = who instanceof Ban.OneConnection;
    Answers answers = others.ask(END, question, answer -> isOne && ended(answer) > 0);
    int ended = answers.texts().stream().mapToInt(DistantDismissals::ended).sum();
    return new Dismissed(ended, answers.reach());
  }

  /** What nobody can read was not written by a node like this one. */
  private List<Ban> parsed(String before, List<Ban> known) {
    try {
      return json.bans(before);
    } catch (JsonException | ClassCastException | NullPointerException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} is begun anew: {1}", text.name(), e.toString());
      return known;
    }
  }

  private static int ended(String answer) {
    JsonObject read = OtherNodes.read(answer);
    return read.getInt(ENDED);
  }
}
