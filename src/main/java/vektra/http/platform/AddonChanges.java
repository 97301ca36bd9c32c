package vektra.http.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Create;
import vektra.addons.Inventory;
import vektra.addons.core.Confirmation;
import vektra.addons.recovery.PointInTime;
import vektra.http.access.Access;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Finder;
import vektra.http.request.Hints;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.model.addon.Addon;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.PlanName;
import vektra.model.schedule.Moment;
import vektra.model.service.Service;

/** Makes add-ons and changes them. */
public final class AddonChanges {
    /** The option that names the add-on whose data are meant. */
    private static final String ROLLBACK = "rollback";

    private AddonChanges() {}

    public static List<Route> all() {
        return List.of(
                Route.post(AddonRoutes.OF_APP, "Create an add-on", "NewAddOn", 201, "AddOn", AddonChanges::create),
                Route.patch(
                        AddonRoutes.ONE,
                        "Rename an add-on, change its plan or go back to the previous copy, or promote it",
                        "AddOnChange",
                        "AddOn",
                        AddonChanges::change),
                Route.delete(
                        AddonRoutes.ONE + "/former",
                        "Delete the previous copy of an add-on",
                        "AddOn",
                        AddonChanges::forget));
    }

    /** Who sends a DELETE means it. */
    private static Answer forget(Call call) {
        Inventory.Row row = AddonRoutes.owned(call, AddonRoutes.doomedRow(call));
        String name = row.addon().name().value();
        call.verbs().upgrade().forget(name, null, Confirmation.GIVEN);
        return Answer.ok(new AddonView(call).detailed(call.verbs().inventory().find(name, null)));
    }

    private static Answer create(Call call) {
        Fields body = call.body();
        App app = AppRoutes.app(call);
        PlanName plan = WantedPlan.of(call.verbs(), body.requiredIdentity("plan"));
        Service service = call.verbs().catalogue().describe(plan.service());
        if (service.shipsLogs()) {
            return DrainAddon.create(call, app, service, body);
        }
        if (body.object("config").given().containsKey(ROLLBACK)) {
            return rolledBack(call, app, body);
        }
        String name = body.text("name");
        String typed = body.object("attachment").text("name");
        AttachmentName as = typed == null ? null : AttachmentName.typed(typed);
        String ttl = body.text("ttl");
        boolean confirmed = Confirmed.by(body, app);
        // who sends a request again that was lost finds his own attachment there
        boolean own = as != null
                && app.attachment(as)
                        .filter(there -> there.addon().value().equals(name))
                        .isPresent();
        if (as != null && !confirmed && !own) {
            Confirmed.requireFree(call.verbs(), app, plan.service(), as);
        }
        Map<String, String> options = body.object("config").given();
        Access.checkOptions(call.caller(), service, options.keySet());
        Create.Created created = call.verbs()
                .create()
                .create(new Create.Request(
                        app.name(),
                        plan.service(),
                        plan.plan(),
                        name == null ? null : new AddonName(name),
                        as,
                        options,
                        ttl == null ? null : Lifetime.parse(ttl),
                        false,
                        confirmed));
        Map<String, @Nullable Object> view = new AddonView(call)
                .detailed(new Inventory.Row(created.addon(), app.name(), List.of(created.attachment())));
        return Answer.json(created.already() ? 200 : 201, view);
    }

    /** A new add-on with the data that another one had, as Heroku's command line asks for it. */
    private static Answer rolledBack(Call call, App app, Fields body) {
        Map<String, String> config = body.object("config").given();
        String to = config.get("to");
        if (to == null || config.size() > 2) {
            throw Refusal.invalid(
                    "A rollback needs the option to, a time such as 2026-11-28 14:05:10+00, and takes no other.");
        }
        Inventory.Row source = call.reach().requireOwn(call.find().addon(app, String.valueOf(config.get(ROLLBACK))));
        String name = body.text("name");
        String typed = body.object("attachment").text("name");
        PointInTime.Made made = call.verbs()
                .pointInTime()
                .make(new PointInTime.Request(
                        source.addon().name().value(),
                        app.name(),
                        Moment.of(to, Instant.now(), ZoneOffset.UTC),
                        name == null ? null : new AddonName(name),
                        typed == null ? null : AttachmentName.typed(typed)));
        return Answer.created(new AddonView(call)
                .detailed(call.verbs().inventory().find(made.addon().name().value(), app.name())));
    }

    /** What is asked for in one request happens one after the other, each with a release of its own. */
    private static Answer change(Call call) {
        Fields body = call.body();
        Inventory.Row row = AddonRoutes.ownRow(call);
        AppName app = row.owner();
        Addon addon = row.addon();
        String plan = body.identity("plan");
        if (body.flag("undo")) {
            String wanted = plan == null ? null : plan(call, addon, plan);
            addon = call.verbs()
                    .upgrade()
                    .undo(addon.name().value(), app, wanted)
                    .addon();
        } else if (plan != null) {
            addon = call.verbs()
                    .upgrade()
                    .change(addon.name().value(), app, plan(call, addon, plan))
                    .addon();
        }
        String name = body.text("name");
        if (name != null) {
            addon = call.verbs()
                    .rename()
                    .rename(addon.name().value(), app, new AddonName(name))
                    .addon();
        }
        if (body.has("primary")) {
            if (!body.flag("primary") || app == null) {
                throw Refusal.invalid("primary can only be set to true: promote another add-on instead.");
            }
            call.verbs().promote().promote(app, addon.name().value());
        }
        Finder now = new Finder(call.verbs(), call.reach(), new Hints());
        return Answer.ok(new AddonView(call).detailed(now.addon(addon.name().value())));
    }

    private static String plan(Call call, Addon addon, String text) {
        PlanName wanted = text.contains(":")
                ? WantedPlan.of(call.verbs(), text)
                : WantedPlan.of(call.verbs(), addon.service() + ":" + text);
        if (!wanted.service().equals(addon.service())) {
            throw Refusal.invalid("The service of " + addon.name() + " is " + addon.service() + " and cannot change.");
        }
        String plan = wanted.plan();
        if (plan == null) {
            throw Refusal.invalid("The plan of " + addon.service() + " is missing.");
        }
        return plan;
    }
}
