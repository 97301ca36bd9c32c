package vektra.cli.alerts;

import java.util.List;
import java.util.function.Function;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertBook;
import vektra.monitors.alert.AlertState;

/** Lists where messages go, and what has not arrived. */
public final class AlertsList extends VektraCommand<List<AlertsList.Row>> {
    /** An alert and what it is at. */
    record Row(Alert alert, AlertState state) {}

    @Override
    public List<Row> run(Invocation with) {
        AlertBook book = AlertBook.of(with.monitors());
        Function<String, AlertState> states = book.states();
        return book.list().stream()
                .map(alert -> new Row(alert, states.apply(alert.name())))
                .toList();
    }

    @Override
    public void print(List<Row> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No alerts.");
            out.next("To add one: vektra alerts:add webhook https://hooks.example.com/path");
            return;
        }
        out.table(
                List.of("alert", "after", "sources", "target", "state"),
                rows.stream()
                        .map(row -> List.of(
                                row.alert().name(),
                                String.valueOf(row.alert().rules().after()),
                                AlertText.sources(row.alert()),
                                row.alert().shown(),
                                AlertText.words(row.state())))
                        .toList());
    }

    @Override
    public Object json(List<Row> rows) {
        return rows.stream()
                .map(row -> AlertText.json(row.alert(), row.state()))
                .toList();
    }
}
