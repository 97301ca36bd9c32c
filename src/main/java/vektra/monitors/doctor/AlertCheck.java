package vektra.monitors.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vektra.addons.doctor.Finding;
import vektra.model.text.Next;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.monitors.Monitors;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertBook;
import vektra.monitors.alert.AlertState;
import vektra.monitors.run.MonitorProcesses;

/** Alerts whose messages do not arrive, or are not sent. */
record AlertCheck(Monitors monitors) implements MonitorDoctor.Check {
    @Override
    public List<Finding> findings() {
        AlertBook book = AlertBook.of(monitors);
        Function<String, AlertState> states = book.states();
        boolean isSending = MonitorProcesses.read(monitors.files()).pid() != null;
        List<Finding> found = new ArrayList<>();
        for (Alert alert : book.list()) {
            AlertState state = states.apply(alert.name());
            String waiting = Shown.counted(state.undelivered(), "message") + " of the alert " + alert.name();
            if (state.undelivered() > 0 && state.problem() != null) {
                found.add(Finding.noted(
                        Finding.What.ALERT,
                        waiting + " cannot be delivered: " + state.problem(),
                        Text.of("try it: ", Next.of("alerts:test", alert.name()))));
            } else if (state.undelivered() > 0 && !isSending) {
                found.add(Finding.noted(
                        Finding.What.ALERT,
                        waiting + " cannot be delivered: no monitors are running",
                        Text.of("start them: ", Next.of("monitors:start"))));
            }
        }
        return found;
    }
}
