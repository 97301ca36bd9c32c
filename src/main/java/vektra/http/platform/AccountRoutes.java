package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Route;
import vektra.http.request.Sessions;
import vektra.json.Json;
import vektra.model.name.AppName;

/** Who asks. */
public final class AccountRoutes {
    private AccountRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.view("/account", "The caller's account, as Heroku shows users", "Account", AccountRoutes::account)
                        .forSomeApps(),
                Route.view("/session", "The caller's session", "Session", AccountRoutes::session)
                        .forSomeApps(),
                Route.view("/teams", "Teams: there are none", "Nothing", call -> Answer.ok(List.of()))
                        .forSomeApps());
    }

    private static Answer account(Call call) {
        String created = call.caller().token().createdAt().toString();
        Map<String, @Nullable Object> view = AppView.user(call.caller().name());
        view.putAll(Json.map(
                "allow_tracking",
                false,
                "beta",
                false,
                "created_at",
                created,
                "default_organization",
                null,
                "default_team",
                null,
                "delinquent_at",
                null,
                "name",
                call.caller().name(),
                "suspended_at",
                null,
                "two_factor_authentication",
                false,
                "updated_at",
                created,
                "verified",
                true));
        return Answer.ok(view);
    }

    private static Answer session(Call call) {
        Sessions.Session session = call.caller().session();
        return Answer.ok(Json.map(
                "name",
                call.caller().name(),
                "scope",
                call.caller().token().scope().word(),
                "apps",
                call.caller().token().apps().stream().map(AppName::value).toList(),
                "until",
                session == null ? null : session.until().toString()));
    }
}
