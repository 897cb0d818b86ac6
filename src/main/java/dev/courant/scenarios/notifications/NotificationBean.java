package dev.courant.scenarios.notifications;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.Tokens;
import dev.courant.intake.Pushed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/** An inbox for each user. What happens to it is told on the user's own topic, which is private. */
@ApplicationScoped
public class NotificationBean {
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
  private static final int MAX_TEXT_LENGTH = 200;

  /** Of a user; older ones are forgotten. */
  private static final int MAX_NOTICES = 200;

  /** A page that was away for longer loads the inbox anyway. */
  private static final String WORTH_KNOWING = "PT1H";

  @Inject
  @Pushed(value = "/users/{user}/inbox", type = "notice", ttl = WORTH_KNOWING, isPrivate = true)
  private Event<Notice> notices;

  @Inject
  @Pushed(value = "/users/{user}/inbox", type = "read", ttl = WORTH_KNOWING, isPrivate = true)
  private Event<ReadMark> readMarks;

  @Inject
  @Pushed(value = "/notifications/count", type = "notified", ttl = "PT1M")
  private Event<Sent> count;

  @Inject private EntityManager database;
  @Inject private People people;
  @Inject private Tokens tokens;

  /** The notices of a user, the newest first. */
  @Transactional
  public List<Notice> inbox(String user) {
    people.get(user);
    return database
        .createQuery(
            "select m from Message m where m.person = :user order by m.sent desc", Message.class)
        .setParameter("user", user)
        .setMaxResults(MAX_NOTICES)
        .getResultStream()
        .map(Message::notice)
        .toList();
  }

  /** Puts a notice into a user's inbox. */
  @Transactional
  public Notice send(String user, String sender, String text) {
    if (text.isBlank() || text.length() > MAX_TEXT_LENGTH) {
      throw new RefusedException(
          Refusal.INVALID, "A notice has 1 to %d characters".formatted(MAX_TEXT_LENGTH));
    }
    people.locked(user).countOne();
    Message message = new Message(user, sender, text.strip());
    database.persist(message);
    forgetOld(user);
    Notice notice = message.notice();
    notices.fire(notice);
    count.fire(new Sent(people.received()));
    return notice;
  }

  /** Marks a notice as read, and tells all tabs of its user. */
  @Transactional
  public void markAsRead(String user, String id) {
    Message message = database.find(Message.class, id);
    if (message == null || !message.isFor(user)) {
      throw new RefusedException(Refusal.NOT_FOUND, "There is no such notice any more");
    }
    message.markAsRead();
    readMarks.fire(new ReadMark(user, id));
  }

  /** A token for the user's inbox, and for nothing else. */
  @Transactional
  public String token(String user) {
    people.get(user);
    return tokens.toSubscribe(user, TOKEN_LIFETIME, "/users/" + user + "/inbox");
  }

  /** What a user is called. */
  @Transactional
  public String nameOf(String user) {
    return people.get(user).name();
  }

  private void forgetOld(String user) {
    database
        .createQuery(
            "select m.sent from Message m where m.person = :user order by m.sent desc", Long.class)
        .setParameter("user", user)
        .setFirstResult(MAX_NOTICES)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .ifPresent(
            last ->
                database
                    .createQuery("delete from Message m where m.person = :user and m.sent <= :last")
                    .setParameter("user", user)
                    .setParameter("last", last)
                    .executeUpdate());
  }
}
