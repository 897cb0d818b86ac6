package dev.courant.log.postgres;

/** Names epochs: each time another name, also on another node. Any thread may call it. */
@FunctionalInterface
public interface EpochNames {
  /** A name that no epoch has; see {@link dev.courant.event.Position#epoch()}. */
  String next();
}
