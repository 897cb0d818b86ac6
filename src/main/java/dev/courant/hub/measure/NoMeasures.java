package dev.courant.hub.measure;

import dev.courant.event.Refusal;

/** Counts nothing. */
final class NoMeasures implements Measures {
  @Override
  public void stored(long nanos) {}

  @Override
  public void refused(Refusal reason) {}

  @Override
  public void written(int events, int bytes) {}

  @Override
  public void delivered(Stamp stamp, long nowNanos) {}

  @Override
  public void resumed() {}

  @Override
  public void lost() {}

  @Override
  public void ticked(long nanos) {}
}
