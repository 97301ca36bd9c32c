package vektra.cli.server;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.addons.home.Tokens;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.Token;
import vektra.model.addon.Lifetime;
import vektra.model.name.AppName;

/** Makes a token for the HTTP API and shows it, this once. */
public final class TokensCreate extends VektraCommand<Tokens.Created> implements Changing {
    private final Param<String> name = argument("NAME", "name of its user; releases show it", text -> text);
    private final Param<Token.Scope> scope = option(
            List.of("--scope"),
            "SCOPE",
            "monitors, view, read, write or admin, which may run programs (default: write)",
            Token.Scope::parse);
    private final Param<Lifetime> expires =
            option(List.of("--expires"), "DURATION", "such as 30d or 12h (default: never)", Lifetime::parse);
    private final Param<List<AppName>> apps = option(
            List.of("--apps"),
            "APP[,APP…]",
            "limit it to these apps",
            text -> Stream.of(text.split(",", -1)).map(AppName::new).toList());

    @Override
    public Tokens.Created run(Invocation with) {
        Token.Scope given = scope.orNull();
        List<AppName> limit = apps.orNull();
        return with.verbs()
                .home()
                .tokens()
                .create(new Tokens.Request(
                        name.get(),
                        given == null ? Token.Scope.WRITE : given,
                        expires.orNull(),
                        limit == null ? List.of() : limit));
    }

    @Override
    public void print(Tokens.Created created, Output out) {
        out.line(created.secret().reveal());
        out.next("Copy it now; it will not be shown again. For the Heroku CLI: HEROKU_API_KEY");
    }

    @Override
    public Object json(Tokens.Created created) {
        Map<String, @Nullable Object> view = created.token().fields(null);
        view.put("token", created.secret().reveal());
        return view;
    }
}
