package vektra.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.Destroy;
import vektra.addons.Inventory;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.Token;

/** Add-ons, but for those that change. */
final class AddonRoutes {
    static final String OF_APP = "/apps/{app}/addons";
    static final String ONE = OF_APP + "/{addon}";

    private AddonRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.get("/addons", "All add-ons", "AddOns", AddonRoutes::everywhere)
                        .keptWhileStored(),
                Route.get(
                        "/addons/{addon}",
                        "One add-on, by name or id",
                        "AddOn",
                        call -> detailed(call, anywhere(call))),
                Route.get("/addons/{addon}/config", "The config vars of an add-on", "ConfigVars", AddonRoutes::config),
                Route.get(
                        "/addons/{addon}/addon-attachments",
                        "Who has an add-on attached",
                        "AddOnAttachments",
                        AddonRoutes::attachments),
                Route.get(
                                OF_APP,
                                "The add-ons of an app, its own and those it has attached",
                                "AddOns",
                                AddonRoutes::ofApp)
                        .keptWhileStored(),
                Route.get(ONE, "One add-on of an app", "AddOn", call -> detailed(call, row(call))),
                Route.delete(ONE, "Delete an add-on with its data", "AddOn", AddonRoutes::destroy)
                        .takes("AddOnRemoval"),
                Route.post(
                                "/actions/addons/resolve",
                                "Every add-on that a word can mean",
                                "AddOnQuestion",
                                200,
                                "AddOns",
                                AddonRoutes::resolve)
                        .needs(Token.Scope.READ));
    }

    /** The add-on that the path of an app's route names. */
    static Inventory.Row row(Call call) {
        return call.find().addon(AppRoutes.app(call), call.name("addon"));
    }

    /** The same where the app must be its owner. */
    static Inventory.Row ownRow(Call call) {
        Inventory.Row row = row(call);
        App app = AppRoutes.app(call);
        if (row.owner() != null && !row.owner().equals(app.name())) {
            throw Refusal.invalid(row.addon().name() + " is on " + row.owner() + " not " + app.name() + ".");
        }
        return row;
    }

    private static Inventory.Row anywhere(Call call) {
        return call.find().addon(call.name("addon"));
    }

    private static Answer detailed(Call call, Inventory.Row row) {
        return Answer.ok(new AddonView(call).detailed(row));
    }

    private static Answer everywhere(Call call) {
        return Answer.ok(new AddonView(call).all(new Inventory(call.home()).all()));
    }

    private static Answer ofApp(Call call) {
        return Answer.ok(new AddonView(call).all(call.find().addons(AppRoutes.app(call))));
    }

    private static Answer attachments(Call call) {
        return Answer.ok(new AttachmentView(call).all(call.find().attachments(anywhere(call))));
    }

    private static Answer config(Call call) {
        Map<String, String> vars = new TreeMap<>();
        anywhere(call).attachments().forEach(attachment -> vars.putAll(attachment.vars()));
        return Answer.ok(vars);
    }

    /** Who sends a DELETE means it; what other apps have attached is only deleted with {@code "force": true}. */
    private static Answer destroy(Call call) {
        boolean force = call.body().flag("force");
        Inventory.Row row = ownRow(call);
        AppName owner = row.owner();
        Map<String, @Nullable Object> view = new AddonView(call).of(row);
        Destroy.Destroyed destroyed =
                new Destroy(call.home()).destroy(row.addon().name().value(), owner, force, Confirmed.MEANT);
        view.put("state", "deprovisioned");
        view.put("backups_destroyed", destroyed.loss().backups().size());
        return Answer.ok(view);
    }

    private static Answer resolve(Call call) {
        Fields body = call.body();
        String within = body.text("app");
        List<Inventory.Row> found = call.find()
                .resolve(
                        body.requiredText("addon"),
                        within == null ? null : call.find().app(within));
        return Answer.ok(new AddonView(call).all(found));
    }
}
