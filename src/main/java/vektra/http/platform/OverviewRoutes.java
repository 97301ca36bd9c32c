package vektra.http.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.addon.Attachment;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;

/** All apps with their add-ons, as short as a list of thousands has to be: names and states, no ids. */
public final class OverviewRoutes {
    private OverviewRoutes() {}

    public static List<Route> all() {
        return List.of(Route.view("/overview", "All apps with their add-ons, in short", "Overview", OverviewRoutes::of)
                .keptWhileStored()
                .forSomeApps());
    }

    /** Each app's file is read once. */
    private static Answer of(Call call) {
        List<Addon> ownerless =
                call.caller().token().isForAll() ? call.verbs().inventory().ownerless() : List.of();
        List<App> apps = call.find().apps();
        Map<AddonName, Inventory.Row> known = new HashMap<>();
        for (App app : apps) {
            app.addons().forEach(addon -> known.put(addon.name(), new Inventory.Row(addon, app.name(), List.of())));
        }
        ownerless.forEach(addon -> known.put(addon.name(), new Inventory.Row(addon, null, List.of())));
        List<Object> views = new ArrayList<>();
        for (App app : apps) {
            List<Object> addons = new ArrayList<>();
            app.addons().forEach(addon -> addons.add(view(addon)));
            borrowed(call, app, known).forEach(row -> addons.add(view(row)));
            views.add(Json.map("name", app.name().value(), "addons", addons));
        }
        return Answer.ok(Json.map(
                "apps",
                views,
                "ownerless",
                ownerless.stream().map(OverviewRoutes::view).toList()));
    }

    /** Those of other apps that it has attached. */
    private static List<Inventory.Row> borrowed(Call call, App app, Map<AddonName, Inventory.Row> known) {
        Set<AddonName> names =
                app.borrowed().stream().map(Attachment::addon).collect(Collectors.toCollection(TreeSet::new));
        if (names.isEmpty()) {
            return List.of();
        }
        if (known.keySet().containsAll(names)) {
            return names.stream().map(known::get).toList();
        }
        // their owner is an app that the token does not reach
        return call.find().addons(app).stream()
                .filter(row -> !app.name().equals(row.owner()))
                .toList();
    }

    private static Map<String, @Nullable Object> view(Inventory.Row row) {
        Map<String, @Nullable Object> view = view(row.addon());
        AppName owner = row.owner();
        view.put("owner", owner == null ? null : owner.value());
        return view;
    }

    private static Map<String, @Nullable Object> view(Addon addon) {
        return Json.map(
                "name", addon.name().value(),
                "service", addon.service().value(),
                "plan", addon.plan(),
                "state", AddonView.state(addon));
    }
}
