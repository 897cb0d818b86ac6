package dev.courant.scenarios.sensors;

/** What can go wrong with a sensor. */
public enum Fault {
  /** It measures too much, or for a battery too little. */
  EXCESS,
  /** It does not answer. */
  SILENCE
}
