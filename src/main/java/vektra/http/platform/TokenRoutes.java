package vektra.http.platform;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.home.Tokens;
import vektra.file.TokenUses;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.Fields;
import vektra.http.request.Route;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;

/** Who may use the API; for an admin. */
public record TokenRoutes(TokenUses uses) {
    private static final String TOKENS = "/tokens";

    public List<Route> all() {
        return List.of(
                Route.get(TOKENS, "The tokens", "Tokens", this::list).needs(Token.Scope.ADMIN),
                Route.post(TOKENS, "Create a token", "NewToken", 201, "CreatedToken", TokenRoutes::create)
                        .needs(Token.Scope.ADMIN),
                Route.delete(TOKENS + "/{token}", "Revoke a token", "Token", this::revoke)
                        .needs(Token.Scope.ADMIN));
    }

    private Answer list(Call call) {
        return Answer.ok(
                call.verbs().home().tokens().list().stream().map(this::view).toList());
    }

    private static Answer create(Call call) {
        Fields body = call.body();
        String scope = body.text("scope");
        String expires = body.text("expires_in");
        Tokens.Created created = call.verbs()
                .home()
                .tokens()
                .create(new Tokens.Request(
                        body.requiredText("name"),
                        scope == null ? Token.Scope.WRITE : Token.Scope.parse(scope),
                        expires == null ? null : Lifetime.parse(expires),
                        body.list("apps").stream().map(AppName::new).toList()));
        Map<String, @Nullable Object> view = created.token().fields(null);
        view.put("token", created.secret().reveal());
        return Answer.created(view);
    }

    private Answer revoke(Call call) {
        return Answer.ok(view(call.verbs().home().tokens().revoke(call.name("token"))));
    }

    private Map<String, @Nullable Object> view(Token token) {
        return token.fields(uses.last(token).orElse(null));
    }
}
