package vektra.cli.addons;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.cli.command.AppCommand;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.terminal.Output;
import vektra.cli.terminal.Views;
import vektra.model.name.AppName;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Lists the add-ons of an app, or of all. */
public final class Addons extends AppCommand<List<Inventory.Listed>> {
    private final Flag all = flag("-A,--all", "the add-ons of every app, and those whose app is gone");

    @Override
    public List<Inventory.Listed> run(Invocation with) {
        Inventory inventory = with.verbs().inventory();
        if (all.isSet()) {
            return inventory.listed();
        }
        AppName app = with.appIfAny(givenApp());
        if (app == null) {
            throw VektraException.invalid("no app given", Invocation.WHICH_APP + "; of all apps: vektra addons --all");
        }
        return inventory.listed(app).stream()
                .map(one -> new Inventory.Listed(
                        one.row(),
                        one.foreign(),
                        one.elsewhere().stream()
                                .filter(use ->
                                        with.sight().of(use.app(), one.row().owner()))
                                .toList()))
                .toList();
    }

    @Override
    public void print(List<Inventory.Listed> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No add-ons.");
            return;
        }
        boolean foreign = rows.stream().anyMatch(Inventory.Listed::foreign);
        boolean shared = rows.stream().anyMatch(one -> !one.elsewhere().isEmpty());
        boolean leases = rows.stream().anyMatch(one -> one.row().addon().expiresAt() != null);
        out.table(
                List.copyOf(cells(rows.get(0), foreign, shared, leases).keySet()),
                new MappedList<>(
                        rows,
                        one -> List.copyOf(cells(one, foreign, shared, leases).values())));
    }

    private Map<String, String> cells(Inventory.Listed one, boolean foreign, boolean shared, boolean leases) {
        Inventory.Row row = one.row();
        List<String> names =
                row.attachments().stream().map(a -> a.name().value()).toList();
        String owner = row.owner() == null ? "(none)" : row.owner().value();
        Map<String, String> cells = new LinkedHashMap<>();
        if (all.isSet()) {
            cells.put("app", owner);
        }
        cells.put("add-on", row.addon().name().value());
        cells.put("plan", row.addon().fullPlan());
        cells.put("state", Views.word(row.addon().state()));
        cells.put("as", names.isEmpty() ? "(not bound)" : String.join(", ", names));
        if (foreign) {
            cells.put("owner", owner);
        }
        if (shared) {
            cells.put("elsewhere", AddonText.elsewhere(one.elsewhere()));
        }
        if (leases) {
            Instant end = row.addon().expiresAt();
            cells.put("expires at", end == null ? "-" : Shown.time(end));
        }
        return cells;
    }

    @Override
    public Object json(List<Inventory.Listed> rows) {
        return new MappedList<>(rows, one -> {
            Map<String, @Nullable Object> view = new LinkedHashMap<>(Views.row(one.row()));
            view.put("elsewhere", AddonText.uses(one.elsewhere()));
            return view;
        });
    }
}
