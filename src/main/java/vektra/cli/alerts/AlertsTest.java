package vektra.cli.alerts;

import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertBook;

/** Sends a test message to the destination of an alert. */
public final class AlertsTest extends VektraCommand<Alert> {
    private final Param<String> name = argument("ALERT", "the name in the output of vektra alerts", text -> text);

    @Override
    public Alert run(Invocation with) {
        AlertBook book = AlertBook.of(with.monitors());
        Alert alert = book.get(name.get());
        try {
            book.test(alert);
        } catch (VektraException e) {
            throw VektraException.unavailable(
                    Text.of("the test of " + alert.name() + " did not arrive: " + e.getMessage()), e.next(), e);
        }
        return alert;
    }

    @Override
    public void print(Alert alert, Output out) {
        out.line("Delivered to " + alert.shown());
    }

    @Override
    public Object json(Alert alert) {
        return AlertText.json(alert);
    }
}
