package vektra.http.platform;

import java.util.List;
import java.util.Map;
import vektra.addons.home.AuditTrail;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.model.Audited;
import vektra.model.Token;
import vektra.model.name.AppName;

/** Who changed what; for an admin, since it names every app and token. */
public final class AuditRoutes {
    private static final String[] QUERY = {"app", "since", "before", "max"};

    private AuditRoutes() {}

    public static List<Route> all() {
        return List.of(Route.get("/audit", "Who changed what, the newest first", "Audit", AuditRoutes::list)
                .needs(Token.Scope.ADMIN)
                .asks(QUERY));
    }

    private static Answer list(Call call) {
        Map<String, String> query = call.query(List.of(QUERY));
        String app = query.get("app");
        String max = query.getOrDefault("max", String.valueOf(AuditTrail.USUAL));
        List<Audited> found = call.verbs()
                .home()
                .auditTrail()
                .list(
                        app == null ? null : new AppName(app),
                        query.get("since"),
                        query.get("before"),
                        max.matches("[0-9]{1,4}") ? Integer.parseInt(max) : 0);
        return Answer.ok(found.stream().map(Audited::fields).toList());
    }
}
