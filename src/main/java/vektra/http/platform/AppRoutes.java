package vektra.http.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vektra.addons.apps.Apps;
import vektra.addons.core.Confirmation;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;

/** Apps. */
public final class AppRoutes {
    private static final String APP = "/apps/{app}";

    private AppRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view("/apps", "All apps", "Apps", AppRoutes::list)
                        .keptWhileStored()
                        .forSomeApps(),
                Route.view("/users/{user}/apps", "The apps of the caller: all", "Apps", AppRoutes::list)
                        .keptWhileStored()
                        .forSomeApps(),
                Route.post("/apps", "Create an app", "NewApp", 201, "App", AppRoutes::create),
                Route.view(APP, "One app", "App", call -> Answer.ok(AppView.of(app(call), call))),
                Route.patch(APP, "Rename an app", "AppChange", "App", AppRoutes::change),
                Route.delete(APP, "Delete an app; its add-ons stay without an owner", "App", AppRoutes::destroy)
                        .takes("AppRemoval"),
                Route.view(
                        APP + "/formation", "The processes of an app: none are known", "Nothing", AppRoutes::nothing),
                Route.view(APP + "/builds", "The builds of an app: none are known", "Nothing", AppRoutes::nothing),
                Route.view(
                        APP + "/collaborators",
                        "The collaborators of an app: none are known",
                        "Nothing",
                        AppRoutes::nothing));
    }

    public static App app(Call call) {
        return call.find().app(call.name("app"));
    }

    private static Answer list(Call call) {
        return Answer.ok(
                call.find().apps().stream().map(app -> AppView.of(app, call)).toList());
    }

    private static Answer create(Call call) {
        String wanted = call.body().text("name");
        AppName name = new AppName(
                wanted == null ? AddonName.random(new ServiceName("app")).value() : wanted);
        Apps.Created created = call.verbs().apps().create(name);
        if (created.already()) {
            throw Refusal.invalid("Name " + name + " is already taken.");
        }
        return Answer.created(AppView.of(created.app(), call));
    }

    /** Clients put an app into maintenance mode while its add-ons change, so asking for that is no error. */
    private static Answer change(Call call) {
        Fields body = call.body();
        if (!body.has("maintenance")) {
            return Answer.ok(AppView.of(renamed(call, body.requiredText("name")), call));
        }
        boolean on = body.flag("maintenance");
        String to = body.text("name");
        App app = to == null ? app(call) : renamed(call, to);
        Answer answer = Answer.ok(AppView.of(app, call));
        return on
                ? answer.with(
                        "Warning-Message",
                        "Nothing changed: Vektra routes no requests to " + app.name()
                                + ", so it has no maintenance mode. Stop its processes, or answer in its own proxy.")
                : answer;
    }

    /** A token is limited to names: it would lose the app, and reach the next one that gets its name. */
    private static App renamed(Call call, String to) {
        App app = app(call);
        if (!call.caller().token().isForAll()) {
            throw Refusal.forbidden(
                    "This needs a token for all apps; " + call.caller().name() + " is limited to apps by their names.");
        }
        return call.verbs().apps().rename(app.name(), new AppName(to));
    }

    /** Who sends a DELETE means it; the data is only deleted when the body says so. */
    private static Answer destroy(Call call) {
        boolean dataToo = call.body().flag("destroy_data");
        App app = app(call);
        Map<String, @Nullable Object> view = AppView.of(app, call);
        Apps.Destroyed destroyed = call.verbs().apps().destroy(app.name(), dataToo, Confirmation.GIVEN);
        Answer answer = Answer.ok(view);
        if (destroyed.kept().isEmpty()) {
            return answer;
        }
        // the Heroku CLI shows this header, and says itself that all add-ons went
        String kept =
                destroyed.kept().stream().map(addon -> addon.name().value()).collect(Collectors.joining(", "));
        return answer.with("Warning-Message", "Kept with their data, without an owner: " + kept);
    }

    private static Answer nothing(Call call) {
        app(call);
        return Answer.ok(List.of());
    }
}
