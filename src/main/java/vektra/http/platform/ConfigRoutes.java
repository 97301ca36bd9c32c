package vektra.http.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Vars;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Attachment;
import vektra.model.app.App;

/** Config vars. */
public final class ConfigRoutes {
    private static final String VARS = "/apps/{app}/config-vars";

    private ConfigRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.get(
                        VARS,
                        "The config vars of an app",
                        "ConfigVars",
                        call -> Answer.ok(seen(call).all())),
                Route.patch(
                        VARS, "Set config vars; null unsets one", "ConfigChange", "ConfigVars", ConfigRoutes::change),
                Route.view(VARS + "/notes", "Where each config var comes from", "ConfigNotes", ConfigRoutes::notes));
    }

    private static Vars.Seen seen(Call call) {
        return call.verbs().vars().of(AppRoutes.app(call).name());
    }

    private static Answer change(Call call) {
        Map<String, String> set = new LinkedHashMap<>();
        List<String> unset = new ArrayList<>();
        call.body().strictTexts().forEach((name, value) -> {
            if (value == null) {
                unset.add(name);
            } else {
                set.put(name, value);
            }
        });
        call.verbs().config().change(AppRoutes.app(call).name(), set, unset);
        return Answer.ok(seen(call).all());
    }

    private static Answer notes(Call call) {
        Vars.Seen seen = seen(call);
        Map<String, @Nullable Object> notes = new TreeMap<>();
        for (String name : seen.all().keySet()) {
            notes.put(name, note(call, seen, name));
        }
        return Answer.ok(notes);
    }

    private static Object note(Call call, Vars.Seen seen, String name) {
        App app = seen.app();
        Optional<Attachment> source = app.source(name);
        Object addon = source.map(attachment -> call.find()
                        .attachment(app, attachment.id().value())
                        .row()
                        .addon())
                .map(owned -> (Object)
                        Json.map("id", owned.id().value(), "name", owned.name().value()))
                .orElse(null);
        boolean drain = seen.drain(name).isPresent();
        return Json.map(
                "addon",
                addon,
                "attachment",
                source.map(attachment -> attachment.name().value()).orElse(null),
                "description",
                seen.drain(name).map(from -> "set by the drain " + from).orElse(""),
                "read_only",
                source.isPresent() || drain,
                "required",
                source.isPresent(),
                "type",
                drain ? "system" : source.isPresent() ? "addon" : "user");
    }
}
