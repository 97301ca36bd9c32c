package vektra.http.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.model.app.App;
import vektra.model.app.Release;

/** Releases. */
public final class ReleaseRoutes {
    private static final String RELEASES = "/apps/{app}/releases";
    private static final Pattern MOST = Pattern.compile("\\bmax=([0-9]{1,6})\\b");

    private ReleaseRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view(RELEASES, "The history of an app", "Releases", ReleaseRoutes::list),
                Route.post(
                        RELEASES,
                        "Restore the variables of an old release",
                        "Rollback",
                        201,
                        "Release",
                        ReleaseRoutes::rollback),
                Route.view(RELEASES + "/{release}", "One release", "Release", call -> {
                    App app = AppRoutes.app(call);
                    return Answer.ok(ReleaseView.of(app, release(call, app, call.name("release"))));
                }),
                Route.get(
                        RELEASES + "/{release}/config-vars",
                        "The user's own variables that a release had",
                        "ConfigVars",
                        ReleaseRoutes::vars));
    }

    /** As the Range header wants it: {@code version ..; max=15, order=desc}. */
    private static Answer list(Call call) {
        App app = AppRoutes.app(call);
        List<Release> releases = new ArrayList<>(call.verbs().releases().list(app.name()));
        String range = String.valueOf(call.header("Range"));
        if (range.contains("order=desc")) {
            Collections.reverse(releases);
        }
        Matcher most = MOST.matcher(range);
        int count = most.find() ? Integer.parseInt(most.group(1)) : releases.size();
        List<Map<String, @Nullable Object>> views = releases.stream()
                .limit(count)
                .map(release -> ReleaseView.of(app, release))
                .toList();
        return Answer.json(views.size() < releases.size() ? 206 : 200, views);
    }

    private static Release release(Call call, App app, String text) {
        String number = text.startsWith("v") ? text.substring(1) : text;
        return call.verbs().releases().list(app.name()).stream()
                .filter(release -> String.valueOf(release.version()).equals(number)
                        || ReleaseView.id(app, release).equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("release", "release"));
    }

    private static Answer vars(Call call) {
        Map<String, String> config =
                release(call, AppRoutes.app(call), call.name("release")).config();
        if (config == null) {
            throw Refusal.notFound("release's config: it is no longer kept", "release");
        }
        return Answer.ok(config);
    }

    private static Answer rollback(Call call) {
        App app = AppRoutes.app(call);
        Release to = release(call, app, call.body().requiredIdentity("release"));
        App changed = call.verbs().releases().rollback(app.name(), to.version()).app();
        return Answer.created(ReleaseView.of(changed, release(call, changed, String.valueOf(changed.release()))));
    }
}
