package dev.courant.scenarios.deliveries;

/** How far an order has come. */
public enum Step {
  /** It was taken in. */
  PLACED,
  /** It is in its box. */
  PACKED,
  /** Somebody drives with it. */
  ON_THE_WAY,
  /** There is nothing more to come. */
  AT_THE_DOOR;

  Step next() {
    return switch (this) {
      case PLACED -> PACKED;
      case PACKED -> ON_THE_WAY;
      case ON_THE_WAY, AT_THE_DOOR -> AT_THE_DOOR;
    };
  }
}
