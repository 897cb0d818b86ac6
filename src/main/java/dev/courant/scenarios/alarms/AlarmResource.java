package dev.courant.scenarios.alarms;

import dev.courant.event.Refusal;
import dev.courant.event.RefusedException;
import dev.courant.scenarios.sensors.Fault;
import dev.courant.scenarios.sensors.FleetBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Locale;

/** What the page of the alarms can do: make something go wrong, and acknowledge. */
@Path("scenarios/alarms")
@ApplicationScoped
public class AlarmResource {
  @Inject private AlarmBean alarms;
  @Inject private FleetBean fleet;

  /** Has a sensor go wrong: {@code fault} is {@code excess} or {@code silence}. */
  @POST
  @Path("faults")
  public void disturb(
      @FormParam("room") @DefaultValue("") String room,
      @FormParam("kind") @DefaultValue("") String kind,
      @FormParam("fault") @DefaultValue("") String fault) {
    fleet.disturb(room, kind, faultOf(fault));
  }

  /** Ends all that goes wrong. */
  @DELETE
  @Path("faults")
  public void repair() {
    fleet.repair();
  }

  /** Says that somebody cares for the alarm. */
  @POST
  @Path("{id}/acknowledgement")
  public void acknowledge(@PathParam("id") String id) {
    alarms.acknowledge(id);
  }

  private static Fault faultOf(String word) {
    try {
      return Fault.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new RefusedException(Refusal.INVALID, "fault: excess and silence are possible");
    }
  }
}
