package vektra.http.platform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.Confirmation;
import vektra.addons.destroy.Destroy;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.model.Token;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.PlanName;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Add-ons, but for those that change. */
public final class AddonRoutes {
    static final String OF_APP = "/apps/{app}/addons";
    static final String ONE = OF_APP + "/{addon}";

    private AddonRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view("/addons", "All add-ons", "AddOns", AddonRoutes::everywhere)
                        .keptWhileStored()
                        .forSomeApps(),
                Route.view(
                        "/addons/{addon}",
                        "One add-on, by name or id",
                        "AddOn",
                        call -> detailed(call, anywhere(call))),
                Route.get("/addons/{addon}/config", "The config vars of an add-on", "ConfigVars", AddonRoutes::config),
                Route.view(
                        "/addons/{addon}/addon-attachments",
                        "The attachments of an add-on",
                        "AddOnAttachments",
                        AddonRoutes::attachments),
                Route.view(
                                OF_APP,
                                "The add-ons of an app, its own and those it has attached",
                                "AddOns",
                                AddonRoutes::ofApp)
                        .keptWhileStored(),
                Route.view(ONE, "One add-on of an app", "AddOn", call -> detailed(call, row(call))),
                Route.delete(ONE, "Delete an add-on with its data", "AddOn", AddonRoutes::destroy)
                        .takes("AddOnRemoval"),
                Route.post(
                                "/actions/addons/resolve",
                                "Every add-on that a name can mean",
                                "AddOnQuestion",
                                200,
                                "AddOns",
                                AddonRoutes::resolve)
                        .needs(Token.Scope.VIEW)
                        .forSomeApps());
    }

    /** The add-on that the path of an app's route names. */
    static Inventory.Row row(Call call) {
        return call.find().addon(AppRoutes.app(call), call.name("addon"));
    }

    /** The same where the app must be its owner. */
    static Inventory.Row ownRow(Call call) {
        return owned(call, row(call));
    }

    /** Refuses what the path's app does not own. */
    static Inventory.Row owned(Call call, Inventory.Row row) {
        App app = AppRoutes.app(call);
        if (row.owner() != null && !row.owner().equals(app.name())) {
            throw Refusal.invalid(row.addon().name() + " is on " + row.owner() + " not " + app.name() + ".");
        }
        return call.reach().requireOwn(row);
    }

    /** The add-on of a path that is to lose data: by its id, its name or that of an attachment, and by no guess. */
    static Inventory.Row doomedRow(Call call) {
        App app = AppRoutes.app(call);
        String text = call.name("addon");
        call.reach().requireNoOther(text);
        Inventory.Row row = doomed(call, app, text);
        AddonName name = row.addon().name();
        boolean own = app.name().equals(row.owner());
        if (!own && app.attachmentsOf(name).isEmpty()) {
            throw Refusal.notFound("add-on", "add_on");
        }
        boolean service = row.addon().service().value().equals(PlanName.serviceOf(text));
        if (service && !name.value().equals(text)) {
            throw Refusal.of(VektraException.conflict(
                    Shown.quoted(text) + " names a service, but destructive requests need the add-on's own name",
                    "name the add-on: " + name));
        }
        return row;
    }

    private static Inventory.Row doomed(Call call, App app, String text) {
        try {
            return call.verbs().inventory().doomed(text, app.name());
        } catch (VektraException e) {
            throw Refusal.of(e, e.kind() == Kind.NOT_FOUND ? "add_on" : null);
        }
    }

    private static Inventory.Row anywhere(Call call) {
        return call.find().addon(call.name("addon"));
    }

    private static Answer detailed(Call call, Inventory.Row row) {
        return Answer.ok(new AddonView(call).detailed(row));
    }

    private static Answer everywhere(Call call) {
        return Answer.ok(new AddonView(call).all(call.find().addons()));
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

    /**
     * Who sends a DELETE means it; what other apps have attached is only deleted with {@code "force": true}, and backups with
     * {@code "with_backups": true}.
     */
    private static Answer destroy(Call call) {
        Fields body = call.body();
        boolean force = body.flag("force");
        boolean withBackups = body.flag("with_backups");
        Inventory.Row row = owned(call, doomedRow(call));
        AppName owner = row.owner();
        Map<String, @Nullable Object> view = new AddonView(call).of(row);
        Destroy.Destroyed destroyed = call.verbs()
                .destroy()
                .destroy(row.addon().name().value(), owner, force, withBackups, Confirmation.GIVEN);
        view.put("state", "deprovisioned");
        view.put(
                "backups_destroyed",
                destroyed.loss().backupsGo() ? destroyed.loss().backups().size() : 0);
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
