package dev.courant.admin.audit;

/** What operators do that is worth noting. */
public enum Act {
  /** Ends connections. */
  DISMISS("dismiss"),
  /** Lets somebody come back who was kept away. */
  LET_BACK("let-back"),
  /** Publishes. */
  PUBLISH("publish"),
  /** Makes a token. */
  MINT("mint"),
  /** Takes rights back. */
  REVOKE("revoke"),
  /** Gives rights back. */
  LIFT("lift"),
  /** Removes what is not to be kept. */
  SWEEP("sweep"),
  /** Changes how much is logged. */
  LOG_LEVEL("log-level"),
  /** Looks into the data of events. */
  READ_DATA("read-data");

  private final String text;

  Act(String text) {
    this.text = text;
  }

  /** The word for it. */
  public String text() {
    return text;
  }
}
