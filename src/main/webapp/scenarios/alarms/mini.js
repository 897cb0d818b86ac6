/** What the miniature asks for. */
export const asked = { match: "/alarms" };

/** `<alarms-mini>`: the last change of an alarm. */
class AlarmsMini extends HTMLElement {
  follow(hub) {
    const state = document.createElement("strong");
    const sensor = document.createElement("span");
    state.textContent = "Quiet";
    sensor.textContent = "No alarm since this page was opened.";
    this.append(state, sensor);
    hub.on("alarm", (event) => {
      const alarm = event.json();
      this.dataset.state = alarm.state;
      state.textContent = alarm.state;
      sensor.textContent = `${alarm.sensor}: ${alarm.cause}`;
    });
  }
}

customElements.define("alarms-mini", AlarmsMini);
