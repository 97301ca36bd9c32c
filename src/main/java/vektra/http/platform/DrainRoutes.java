package vektra.http.platform;

import java.util.List;
import vektra.addons.drains.DrainUrl;
import vektra.addons.drains.Drains;
import vektra.addons.drains.PutDrain;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.text.Secret;

/** Log drains of one app. */
public final class DrainRoutes {
    private static final String DRAINS = "/apps/{app}/log-drains";

    private DrainRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.get(DRAINS, "The drains of an app", "LogDrains", DrainRoutes::list),
                Route.post(DRAINS, "Ship the log lines of an app", "NewLogDrain", 201, "LogDrain", DrainRoutes::add),
                Route.get(
                        DRAINS + "/{drain}",
                        "One drain, by its id, token, name or URL",
                        "LogDrain",
                        call -> Answer.ok(DrainView.of(drain(call)))),
                Route.delete(DRAINS + "/{drain}", "Remove a drain", "LogDrain", DrainRoutes::remove));
    }

    private static Answer list(Call call) {
        return Answer.ok(call.verbs().drains().of(AppRoutes.app(call).name()).stream()
                .map(DrainView::of)
                .toList());
    }

    private static Drain drain(Call call) {
        AppName app = AppRoutes.app(call).name();
        String text = call.name("drain");
        Drains drains = call.verbs().drains();
        return drains.of(app).stream()
                .filter(drain -> drain.id().value().equals(text)
                        || DrainView.token(drain).equals(text))
                .findFirst()
                .orElseGet(() -> drains.ofApp(app, text));
    }

    private static Answer add(Call call) {
        AppName app = AppRoutes.app(call).name();
        String url = call.body().requiredText("url");
        DrainUrl means = DrainUrl.required(url);
        PutDrain.Done done = call.verbs()
                .putDrain()
                .put(new PutDrain.Request(means.service(), null, app, means.options(), new Secret(url), null, false));
        return Answer.created(DrainView.of(done.drain()));
    }

    private static Answer remove(Call call) {
        Drain drain = drain(call);
        call.verbs().drains().remove(AppRoutes.app(call).name(), drain.name().value());
        return Answer.ok(DrainView.of(drain));
    }
}
