package vektra.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.Seat;
import vektra.model.AddonName;
import vektra.model.AppName;

/** Lists the add-ons of an app, or of all. */
final class Addons extends AppCommand<List<Addons.Listed>> {
    private final Flag all = flag("-A,--all", "the add-ons of every app, and those whose app is gone");

    /**
     * An add-on in the list.
     *
     * @param app the app in whose eyes it is listed; null when that is gone
     * @param elsewhere its attachments to other apps
     */
    record Listed(Inventory.Row row, @Nullable AppName app, List<Seat> elsewhere) {
        private boolean isForeign() {
            return app != null && !app.equals(row.owner());
        }
    }

    @Override
    List<Listed> run(Invocation with) {
        Inventory inventory = new Inventory(with.home());
        if (!all.isSet()) {
            AppName app = app(with);
            return inventory.of(app).stream()
                    .map(row -> listed(row, app, inventory.seats(row.addon().name())))
                    .toList();
        }
        Map<AddonName, List<Seat>> seats = inventory.seats().stream()
                .collect(Collectors.groupingBy(seat -> seat.attachment().addon()));
        return inventory.all().stream()
                .map(row ->
                        listed(row, row.owner(), seats.getOrDefault(row.addon().name(), List.of())))
                .toList();
    }

    private static Listed listed(Inventory.Row row, @Nullable AppName app, List<Seat> seats) {
        return new Listed(
                row, app, seats.stream().filter(seat -> !seat.app().equals(app)).toList());
    }

    @Override
    void print(List<Listed> rows, Output out) {
        if (rows.isEmpty()) {
            out.say("No add-ons.");
            return;
        }
        boolean foreign = rows.stream().anyMatch(Listed::isForeign);
        boolean shared = rows.stream().anyMatch(one -> !one.elsewhere().isEmpty());
        boolean leases = rows.stream().anyMatch(one -> one.row().addon().expiresAt() != null);
        List<Map<String, String>> table =
                rows.stream().map(one -> cells(one, foreign, shared, leases)).toList();
        out.table(
                new ArrayList<>(table.get(0).keySet()),
                table.stream().map(cells -> List.copyOf(cells.values())).toList());
    }

    private Map<String, String> cells(Listed one, boolean foreign, boolean shared, boolean leases) {
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
            cells.put("expires at", end == null ? "-" : end.toString());
        }
        return cells;
    }

    @Override
    Object json(List<Listed> rows) {
        return rows.stream()
                .map(one -> {
                    Map<String, @Nullable Object> view = new LinkedHashMap<>(Views.row(one.row()));
                    view.put("elsewhere", AddonText.seats(one.elsewhere()));
                    return view;
                })
                .toList();
    }
}
