package vektra.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Bind;
import vektra.addons.Destroy;
import vektra.addons.Inventory;
import vektra.model.App;
import vektra.model.AppName;
import vektra.model.AttachmentName;

/** Add-ons. */
final class AddonRoutes {
    private static final String OF_APP = "/apps/{app}/addons";
    private static final String ONE = OF_APP + "/{addon}";

    private AddonRoutes() {}

    static List<Route> all() {
        return List.of(
                Route.get(
                        "/addons",
                        "All add-ons",
                        "AddOns",
                        call -> Answer.ok(new AddonView(call).all(new Inventory(call.home()).all()))),
                Route.get(
                        "/addons/{addon}",
                        "One add-on, by name or id",
                        "AddOn",
                        call -> Answer.ok(
                                new AddonView(call).detailed(call.find().addon(call.name("addon"))))),
                Route.get("/addons/{addon}/config", "The config vars of an add-on", "ConfigVars", AddonRoutes::config),
                Route.get(
                        "/addons/{addon}/addon-attachments",
                        "Who has an add-on attached",
                        "AddOnAttachments",
                        call -> Answer.ok(new AttachmentView(call)
                                .all(call.find().attachments(call.find().addon(call.name("addon")))))),
                Route.get(
                        OF_APP,
                        "The add-ons of an app, its own and those it has attached",
                        "AddOns",
                        call -> Answer.ok(new AddonView(call).all(call.find().addons(AppRoutes.app(call))))),
                Route.post(OF_APP, "Make an add-on", "NewAddOn", 201, "AddOn", AddonRoutes::create),
                Route.get(
                        ONE,
                        "One add-on of an app",
                        "AddOn",
                        call -> Answer.ok(new AddonView(call).detailed(row(call)))),
                Route.delete(ONE, "Delete an add-on with its data", "AddOn", AddonRoutes::destroy),
                Route.post(
                                "/actions/addons/resolve",
                                "Every add-on that a word can mean",
                                "AddOnQuestion",
                                200,
                                "AddOns",
                                AddonRoutes::resolve)
                        .needs(vektra.model.Token.Scope.READ));
    }

    static Inventory.Row row(Call call) {
        return call.find().addon(AppRoutes.app(call), call.name("addon"));
    }

    private static Answer config(Call call) {
        Inventory.Row row = call.find().addon(call.name("addon"));
        Map<String, String> vars = new java.util.TreeMap<>();
        row.attachments().forEach(attachment -> vars.putAll(attachment.vars()));
        return Answer.ok(vars);
    }

    private static Answer create(Call call) {
        Fields body = call.body();
        App app = AppRoutes.app(call);
        WantedPlan plan = WantedPlan.of(call.home(), body.requiredIdentity("plan"));
        String as = body.object("attachment").text("name");
        boolean confirmed = app.name().value().equals(body.text("confirm"));
        Bind.Bound bound = new Bind(call.home())
                .bind(new Bind.Request(
                        app.name(),
                        plan.service(),
                        plan.plan(),
                        as == null ? null : AttachmentName.typed(as),
                        null,
                        confirmed));
        return Answer.created(new AddonView(call)
                .of(new Inventory.Row(bound.addon(), bound.app().name(), List.of(bound.attachment()))));
    }

    private static Answer destroy(Call call) {
        Inventory.Row row = row(call);
        App app = AppRoutes.app(call);
        AppName owner = row.owner();
        if (owner != null && !owner.equals(app.name())) {
            throw Refusal.invalid(row.addon().name() + " is on " + owner + " not " + app.name() + ".");
        }
        Map<String, @Nullable Object> view = new AddonView(call).of(row);
        new Destroy(call.home()).destroy(row.addon().name().value(), owner, (danger, accepted) -> {});
        view.put("state", "deprovisioned");
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
