package vektra.http.data;

import java.util.List;
import java.util.Map;
import vektra.addons.Inventory;
import vektra.addons.Rotate;
import vektra.addons.core.Confirmation;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.text.Text;

/** Heroku's data services, as far as its command line needs them; a service says which part of them it speaks. */
public final class DataRoutes {
    private static final String DATABASE = "/client/v11/databases/{addon}";
    /** Of one family of services. */
    private static final String OF_FAMILY = "/{family}/v0/databases/{addon}";

    private DataRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.get(DATABASE, "A database, as its server reports it", "Database", DataRoutes::info),
                Route.view(DATABASE + "/wait_status", "Whether it is provisioned", "WaitStatus", DataRoutes::waiting),
                Route.view(
                        DATABASE + "/upgrade/wait_status",
                        "Whether an upgrade is waited for: there is none",
                        "WaitStatus",
                        DataRoutes::waiting),
                done(DATABASE + "/reset", "Delete all data of a database", "reset")
                        .by("PUT"),
                done(DATABASE + "/connection_reset", "Terminate the sessions of a database", "kill-sessions"),
                Route.get(
                        OF_FAMILY + "/credentials",
                        "The credentials of its owner",
                        "Credentials",
                        call -> Answer.ok(List.of(DataView.credentials(row(call))))),
                Route.get(
                        OF_FAMILY + "/credentials/{name}", "Credentials by name", "Credential", DataRoutes::credential),
                rotation(OF_FAMILY + "/credentials/{name}/credentials_rotation"),
                rotation(OF_FAMILY + "/credentials_rotation"),
                Route.get(OF_FAMILY, "An add-on, as its server reports it", "Database", DataRoutes::info),
                Route.view(OF_FAMILY + "/wait", "Whether it is provisioned", "WaitStatus", DataRoutes::waiting));
    }

    private static Route rotation(String path) {
        return Route.post(path, "Give the owner new credentials", "Anything", 200, "Message", DataRoutes::rotate);
    }

    /** Where a client has asked for the confirmation itself, an action is done. */
    private static Route done(String path, String summary, String action) {
        return Route.post(path, summary, "Anything", 200, "Message", call -> {
            Text message = call.verbs()
                    .actions()
                    .run(ownRow(call).addon().name().value(), null, action, Map.of(), Confirmation.GIVEN)
                    .result()
                    .message();
            return Answer.ok(Json.map("message", call.say(message)));
        });
    }

    static Inventory.Row row(Call call) {
        Inventory.Row row = call.find().addon(call.name("addon"));
        String family = call.nameIfAny("family");
        if (family != null
                && !call.verbs()
                        .catalogue()
                        .describe(row.addon().service())
                        .elsewhere()
                        .speaks(family)) {
            throw Refusal.notFound("add-on", "add_on");
        }
        return row;
    }

    /** The same where the app that owns it must be the caller's. */
    static Inventory.Row ownRow(Call call) {
        return call.reach().requireOwn(row(call));
    }

    private static Answer info(Call call) {
        Inventory.Row row = row(call);
        return Answer.ok(DataView.of(
                call, row, call.verbs().inspect().of(row.addon().name().value(), null)));
    }

    private static Answer waiting(Call call) {
        return Answer.ok(DataView.waiting(row(call).addon()));
    }

    private static Answer credential(Call call) {
        if (!call.name("name").equals("default")) {
            throw Refusal.notFound("credential", "credential");
        }
        return Answer.ok(DataView.credentials(row(call)));
    }

    private static Answer rotate(Call call) {
        Inventory.Row row = ownRow(call);
        Addon addon = row.addon();
        AppName owner = row.owner();
        if (owner == null) {
            throw Refusal.invalid(addon.name() + " belongs to no app, so it has no credentials.");
        }
        call.verbs().rotate().rotate(new Rotate.Request(owner, addon.name().value(), null, null));
        return Answer.ok(Json.map("message", "rotated the credentials of " + addon.name()));
    }
}
