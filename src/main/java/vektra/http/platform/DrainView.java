package vektra.http.platform;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;

/** A log drain as the API shows it: where it goes, without anything secret. */
final class DrainView {
    private static final String TOKEN = "d.";

    private DrainView() {}

    static Map<String, @Nullable Object> of(Drain drain) {
        String since = drain.since().toString();
        AppName app = drain.app();
        return Json.map(
                "addon",
                null,
                "app",
                app == null ? null : app.value(),
                "created_at",
                since,
                "extended",
                null,
                "id",
                drain.id().value(),
                "name",
                drain.name().value(),
                "service",
                drain.service().value(),
                "token",
                token(drain),
                "updated_at",
                since,
                "url",
                drain.url());
    }

    static String token(Drain drain) {
        return TOKEN + drain.id().value();
    }
}
