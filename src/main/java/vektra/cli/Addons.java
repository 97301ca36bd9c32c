package vektra.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vektra.addons.Inventory;

/** Lists the add-ons of an app, or of all. */
final class Addons extends AppCommand<List<Inventory.Row>> {
    private final Flag all = flag("--all", "the add-ons of every app, and those whose app is gone");

    @Override
    List<Inventory.Row> run(Invocation with) {
        Inventory inventory = new Inventory(with.home());
        return all.isSet() ? inventory.all() : inventory.of(app(with));
    }

    @Override
    void print(List<Inventory.Row> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No add-ons.");
            return;
        }
        List<String> heads = new ArrayList<>(List.of("add-on", "plan", "state", "as"));
        if (all.isSet()) {
            heads.add(0, "app");
        }
        boolean leases = rows.stream().anyMatch(row -> row.addon().expiresAt() != null);
        if (leases) {
            heads.add("expires at");
        }
        out.table(heads, rows.stream().map(row -> cells(row, leases)).toList());
    }

    private List<String> cells(Inventory.Row row, boolean leases) {
        List<String> names =
                row.attachments().stream().map(a -> a.name().value()).toList();
        List<String> cells = new ArrayList<>(List.of(
                row.addon().name().value(),
                row.addon().fullPlan(),
                Views.word(row.addon().state()),
                names.isEmpty() ? "(not bound)" : String.join(", ", names)));
        if (all.isSet()) {
            cells.add(0, row.owner() == null ? "(none)" : row.owner().value());
        }
        if (leases) {
            Instant end = row.addon().expiresAt();
            cells.add(end == null ? "-" : end.toString());
        }
        return cells;
    }

    @Override
    Object json(List<Inventory.Row> rows) {
        return rows.stream().map(Views::row).toList();
    }
}
