package vektra.http.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.http.request.DerivedId;
import vektra.json.Json;
import vektra.model.app.App;
import vektra.model.app.Release;

/** A release as the API shows it. */
final class ReleaseView {
    private ReleaseView() {}

    static Map<String, @Nullable Object> of(App app, Release release) {
        String created = release.createdAt().toString();
        return Json.map(
                "addon_plan_names",
                release.addons().stream()
                        .map(owned -> owned.substring(owned.indexOf('=') + 1))
                        .toList(),
                "app",
                AppView.brief(app),
                "attachments",
                release.attached(),
                "created_at",
                created,
                "current",
                release.version() == app.release(),
                "description",
                release.description(),
                "eligible_for_rollback",
                release.config() != null,
                "id",
                id(app, release),
                "output_stream_url",
                null,
                "slug",
                null,
                "status",
                "succeeded",
                "updated_at",
                created,
                "user",
                AppView.user(release.by()),
                "version",
                release.version());
    }

    static String id(App app, Release release) {
        return DerivedId.of("release", app.id().value(), String.valueOf(release.version()));
    }
}
