package vektra.cli.alerts;

import java.util.function.Consumer;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.PlannedStep;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertBook;

/** Removes an alert with the messages that it has not delivered. */
public final class AlertsRemove extends VektraCommand<Alert> implements Changing {
    private final Param<String> name = argument("ALERT", "the name in the output of vektra alerts", text -> text);

    @Override
    public Alert run(Invocation with) {
        AlertBook book = AlertBook.of(with.monitors());
        Consumer<PlannedStep> planned = with.planned();
        if (planned == null) {
            return book.remove(name.get());
        }
        Alert alert = book.get(name.get());
        planned.accept(new PlannedStep(PlannedStep.Action.REMOVE_ALERT, alert.name(), alert.shown()));
        return alert;
    }

    @Override
    public void print(Alert alert, Output out) {
        out.line("Removed " + alert.name() + ", to " + alert.shown());
    }

    @Override
    public Object json(Alert alert) {
        return AlertText.json(alert);
    }
}
