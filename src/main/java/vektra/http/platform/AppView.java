package vektra.http.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.json.Json;
import vektra.model.app.App;

/** An app as the API shows it. Where apps run Vektra does not say, so there is one region and one stack. */
public final class AppView {
    private static final Map<String, @Nullable Object> REGION = Json.map("id", DerivedId.of("region"), "name", "local");
    private static final Map<String, @Nullable Object> STACK = Json.map("id", DerivedId.of("stack"), "name", "local");

    private AppView() {}

    static Map<String, @Nullable Object> of(App app, Call call) {
        String created = app.createdAt().toString();
        return Json.map(
                "acm",
                false,
                "archived_at",
                null,
                "build_stack",
                STACK,
                "buildpack_provided_description",
                null,
                "create_status",
                "complete",
                "created_at",
                created,
                "git_url",
                "",
                "id",
                app.id().value(),
                "internal_routing",
                null,
                "maintenance",
                false,
                "name",
                app.name().value(),
                "organization",
                null,
                "owner",
                user(call.caller().name()),
                "region",
                REGION,
                "release",
                app.release(),
                "released_at",
                created,
                "repo_size",
                0,
                "slug_size",
                0,
                "space",
                null,
                "stack",
                STACK,
                "team",
                null,
                "updated_at",
                created,
                "web_url",
                call.base() + "/#/apps/" + app.name());
    }

    /** The short form inside other shapes; null when there is none. */
    public static @Nullable Object brief(@Nullable App app) {
        return app == null
                ? null
                : Json.map("id", app.id().value(), "name", app.name().value());
    }

    static Map<String, @Nullable Object> user(String name) {
        return Json.map("email", name, "id", DerivedId.of("user", name));
    }
}
