package dev.courant.intake;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.event.TopicOffer;
import dev.courant.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Takes in the topics that application code offers, usually while it starts. A hub that could not
 * be started has nobody who could want them: the offer is dropped then, so that the application's
 * start goes on to where the reason is told.
 */
@ApplicationScoped
public class OfferIntake {
  @Inject private Instance<Hub> hub;

  void onOffered(@Observes TopicOffer offer) {
    take(offer);
  }

  void onOfferedAsync(@ObservesAsync TopicOffer offer) {
    take(offer);
  }

  private void take(TopicOffer offer) {
    try {
      hub.get().offer(offer.topic());
    } catch (RefusedException refused) {
      if (refused.refusal() != Refusal.NOT_STARTED) {
        throw refused;
      }
    }
  }
}
