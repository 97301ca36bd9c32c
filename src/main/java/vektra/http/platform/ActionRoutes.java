package vektra.http.platform;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vektra.addons.Actions;
import vektra.addons.Inventory;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.service.Action;

/** What can be done with an add-on, as its service lists it. */
public final class ActionRoutes {
    private static final String ACTIONS = AddonRoutes.ONE + "/actions";

    private ActionRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view(ACTIONS, "Actions of an add-on", "Actions", ActionRoutes::list),
                Route.get(
                        ACTIONS + "/{action}",
                        "Run a read-only action, without parameters",
                        "ActionResult",
                        ActionRoutes::look),
                Route.post(
                        ACTIONS + "/{action}",
                        "Run an action; the body holds its parameters, and confirm if it is destructive",
                        "ActionParams",
                        200,
                        "ActionResult",
                        ActionRoutes::run));
    }

    private static Answer list(Call call) {
        Inventory.Row row = AddonRoutes.row(call);
        String base =
                "/apps/" + AppRoutes.app(call).name() + "/addons/" + row.addon().name() + "/actions/";
        return Answer.ok(call.verbs().actions().list(row.addon().name().value(), null).actions().stream()
                .map(action -> ServiceView.action(action, base + action.name()))
                .toList());
    }

    private static Answer look(Call call) {
        Inventory.Row row = AddonRoutes.row(call);
        if (!has(call, row, Action::readOnly)) {
            throw Refusal.wrongMethod();
        }
        return done(call, row, Map.of(), null);
    }

    private static Answer run(Call call) {
        Map<String, String> params = call.body().given();
        String confirm = params.remove("confirm");
        Inventory.Row row = AddonRoutes.row(call);
        if (!has(call, row, Action::readOnly)) {
            call.reach().requireOwn(row);
        }
        if (has(call, row, Action::destructive)) {
            AddonRoutes.doomedRow(call);
        }
        return done(call, row, params, confirm);
    }

    /** Whether the add-on has the action of the path, and it is of that kind. */
    private static boolean has(Call call, Inventory.Row row, Predicate<Action> kind) {
        return call.verbs().catalogue().describe(row.addon().service()).actions().stream()
                .anyMatch(action -> action.name().equals(call.name("action")) && kind.test(action));
    }

    private static Answer done(Call call, Inventory.Row row, Map<String, String> params, @Nullable String confirm) {
        Actions.Done done = call.verbs()
                .actions()
                .run(
                        row.addon().name().value(),
                        AppRoutes.app(call).name(),
                        call.name("action"),
                        params,
                        (danger, accepted) -> {
                            if (confirm == null || !accepted.contains(confirm)) {
                                throw Refusal.unconfirmed(danger, accepted.get(0));
                            }
                        });
        return Answer.ok(Json.map(
                "action", done.action().name(),
                "addon",
                        Json.map(
                                "id",
                                done.addon().id().value(),
                                "name",
                                done.addon().name().value()),
                "message", call.say(done.result().message()),
                "rows", done.result().data()));
    }
}
