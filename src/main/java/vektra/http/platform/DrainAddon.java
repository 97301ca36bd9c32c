package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.drains.PutDrain;
import vektra.http.access.Access;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.json.Json;
import vektra.model.app.App;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.name.DrainName;
import vektra.model.service.Service;
import vektra.model.text.Secret;

/**
 * A service that ships log lines, asked for as an add-on of an app: a drain of that app. Where to is asked for with it, or is
 * what the app itself has under the service's usual variable; else the drain of all apps, if there is one, is the app's.
 */
final class DrainAddon {
    private DrainAddon() {}

    /** Makes the drain; the same again is the same drain. */
    static Answer create(Call call, App app, Service service, Fields body) {
        Map<String, String> options = body.object("config").given();
        String given = options.remove(DrainOptions.URL);
        String url = given == null ? app.userConfig().get(service.attachment() + "_URL") : given;
        if (url == null) {
            return Answer.ok(view(call, app, service, ofAll(call, app, service)));
        }
        String secret = null;
        for (String name : List.copyOf(options.keySet())) {
            secret = DrainOptions.isSecret(name) ? options.remove(name) : secret;
        }
        Access.checkOptions(call.caller(), service, options.keySet());
        String name = body.text("name");
        PutDrain.Done done = call.verbs()
                .putDrain()
                .put(new PutDrain.Request(
                        service.name(),
                        name == null ? null : new DrainName(name),
                        app.name(),
                        options,
                        new Secret(url),
                        secret == null ? null : new Secret(secret),
                        false));
        Map<String, @Nullable Object> view = view(call, app, service, done.drain());
        return Answer.json(done.outcome() == PutDrain.Outcome.ENABLED ? 201 : 200, view);
    }

    private static Drain ofAll(Call call, App app, Service service) {
        return call.verbs().drains().of(app.name()).stream()
                .filter(drain -> drain.app() == null && drain.service().equals(service.name()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Vektra has no account at " + service.title()
                        + ", so it cannot know where the lines of " + app.name()
                        + " are to go. Add your destination there: -- --url HOST:PORT"));
    }

    private static String message(App app, Drain drain) {
        String where = "The lines of " + app.name() + " go to " + drain.url();
        return drain.app() == null
                ? where + ", as those of all apps do."
                : where + ". This is a drain: heroku drains lists it, and heroku drains:remove "
                        + DrainView.token(drain) + " removes it.";
    }

    private static Map<String, @Nullable Object> view(Call call, App app, Service service, Drain drain) {
        String since = drain.since().toString();
        return Json.map(
                "actions",
                List.of(),
                "addon_service",
                ServiceView.brief(service.name()),
                "app",
                AppView.brief(app),
                "attached_to",
                List.of(),
                "billed_price",
                ServiceView.price(),
                "billing_entity",
                AppView.brief(app),
                "config_vars",
                List.of(),
                "created_at",
                since,
                "expires_at",
                null,
                "former",
                null,
                "id",
                drain.id().value(),
                "limits",
                Map.of(),
                "name",
                drain.name().value(),
                "plan",
                ServiceView.plan(service.name(), service.defaultPlan().name()),
                "primary",
                false,
                "provider_id",
                drain.id().value(),
                "provision_message",
                message(app, drain),
                "state",
                "provisioned",
                "state_description",
                "",
                "updated_at",
                since,
                "web_url",
                call.base() + "/#/apps/" + app.name());
    }
}
