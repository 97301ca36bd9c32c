package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.home.Tokens;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.Token;

/** Who may use the API; for an admin. */
public final class TokenRoutes {
    private static final String TOKENS = "/tokens";

    private TokenRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.get(TOKENS, "The tokens", "Tokens", TokenRoutes::list).needs(Token.Scope.ADMIN),
                Route.post(TOKENS, "Create a token", "NewToken", 201, "CreatedToken", TokenRoutes::create)
                        .needs(Token.Scope.ADMIN),
                Route.delete(TOKENS + "/{token}", "Revoke a token", "Token", TokenRoutes::revoke)
                        .needs(Token.Scope.ADMIN));
    }

    private static Answer list(Call call) {
        return Answer.ok(call.verbs().home().tokens().list().stream()
                .map(TokenRoutes::view)
                .toList());
    }

    private static Answer create(Call call) {
        Fields body = call.body();
        String scope = body.text("scope");
        Tokens.Created created = call.verbs()
                .home()
                .tokens()
                .create(body.requiredText("name"), scope == null ? Token.Scope.WRITE : Token.Scope.parse(scope));
        Map<String, @Nullable Object> view = view(created.token());
        view.put("token", created.secret().reveal());
        return Answer.created(view);
    }

    private static Answer revoke(Call call) {
        return Answer.ok(view(call.verbs().home().tokens().revoke(call.name("token"))));
    }

    private static Map<String, @Nullable Object> view(Token token) {
        return Json.map(
                "name", token.name(),
                "scope", token.scope().word(),
                "created_at", token.createdAt().toString());
    }
}
