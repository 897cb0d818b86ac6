package dev.courant.scenarios.notifications;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Clock;
import java.util.UUID;

/** What lies in an inbox, and whether it was read. */
@Entity
@Table(name = "SCENARIO_MESSAGE")
public class Message {
  @Id private String id = "";
  private String person = "";
  private String sender = "";
  private String text = "";
  private long sent;
  private boolean seen;

  /** For the persistence provider. */
  protected Message() {}

  Message(String person, String sender, String text) {
    this.id = UUID.randomUUID().toString();
    this.person = person;
    this.sender = sender;
    this.text = text;
    this.sent = Clock.systemUTC().millis();
  }

  boolean isFor(String somebody) {
    return person.equals(somebody);
  }

  void markAsRead() {
    seen = true;
  }

  Notice notice() {
    return new Notice(id, person, sender, text, sent, seen);
  }
}
